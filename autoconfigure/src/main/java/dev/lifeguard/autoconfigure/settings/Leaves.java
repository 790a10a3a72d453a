package dev.lifeguard.autoconfigure.settings;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Look-up of values, leaf by leaf: under the client, its HTTP service group, the
 * defaults, with all of Spring's clients, built in. It keeps what it found and where.
 */
final class Leaves {

	private final String client;

	private final Map<Origin, ClientProperties> written;

	private final Map<String, Setting> found = new LinkedHashMap<>();

	/**
	 * Look up the values of one client.
	 * @param client the client's name
	 * @param written what was written, by its place; the first place that has a value
	 * wins, in the order of the origins
	 */
	Leaves(String client, Map<Origin, ClientProperties> written) {
		this.client = client;
		this.written = new EnumMap<>(written);
	}

	<T> T leaf(String key, Function<ClientProperties, @Nullable T> getter, T builtIn) {
		return following(key, getter, ByDefault.builtIn(builtIn));
	}

	<T> T following(String key, Function<ClientProperties, @Nullable T> getter, ByDefault<T> byDefault) {
		T value = inherited(key, getter);
		if (value != null) {
			return value;
		}
		this.found.put(key, byDefault.setting());
		return byDefault.value();
	}

	/**
	 * Look up a value that may be left open.
	 * @param open shown if it is
	 */
	<T> @Nullable T optional(String key, Function<ClientProperties, @Nullable T> getter, String open) {
		T value = inherited(key, getter);
		if (value == null) {
			found(key, open, Origin.BUILT_IN);
		}
		return value;
	}

	<T> @Nullable T inherited(String key, Function<ClientProperties, @Nullable T> getter) {
		for (Map.Entry<Origin, ClientProperties> place : this.written.entrySet()) {
			T value = getter.apply(place.getValue());
			if (value != null) {
				found(key, value, place.getKey());
				return value;
			}
		}
		return null;
	}

	/**
	 * Return a value that was written, without keeping it as found.
	 */
	<T> @Nullable T written(Function<ClientProperties, @Nullable T> getter) {
		return this.written.values().stream().map(getter).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Return whether a value that was found was written by somebody.
	 */
	boolean isWritten(String key) {
		Setting setting = this.found.get(key);
		return setting != null && setting.wasWritten();
	}

	/**
	 * Look up a value that is never shown: what was found is only that there is one.
	 */
	@Nullable String secret(String key, Function<ClientProperties, @Nullable String> getter) {
		String value = inherited(key, getter);
		this.found.computeIfPresent(key, (name, setting) -> new Setting(ShownValue.HIDDEN, setting.origin()));
		return value;
	}

	/**
	 * Note a value that was set elsewhere.
	 */
	void found(String key, Object value, Origin origin) {
		this.found.put(key, new Setting(ShownValue.of(value), origin));
	}

	Map<String, Setting> found() {
		return this.found;
	}

	/**
	 * Return what was written in one place.
	 */
	ClientProperties at(Origin place) {
		return this.written.getOrDefault(place, new ClientProperties());
	}

	/**
	 * Return the full name of the property that a value came from, or that would change
	 * it.
	 */
	String property(String key) {
		return property(key, origin(key));
	}

	Origin origin(String key) {
		Setting setting = this.found.get(key);
		return (setting != null) ? setting.origin() : Origin.BUILT_IN;
	}

	String property(String key, Origin place) {
		return switch (place) {
			case DEFAULTS -> "lifeguard.defaults." + key;
			case SPRING -> SpringClientSettings.property(key);
			case GROUP -> GroupSettings.property(this.client, key);
			case OVERRIDE -> BaseUrls.KEY;
			case CLIENT, FOLLOWS, BUILT_IN -> "lifeguard.clients." + this.client + "." + key;
		};
	}

	/**
	 * Value of a leaf that was not written.
	 *
	 * @param <T> the value's type
	 * @param value the value
	 * @param follows the key whose value it was made from, if it is not simply built in
	 */
	record ByDefault<T>(T value, @Nullable String follows) {

		static <T> ByDefault<T> builtIn(T value) {
			return new ByDefault<>(value, null);
		}

		private Setting setting() {
			return new Setting(ShownValue.of(this.value), (this.follows != null) ? Origin.FOLLOWS : Origin.BUILT_IN,
					this.follows);
		}

	}

}
