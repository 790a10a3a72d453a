package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Looks values up leaf by leaf: under the client, under the defaults, with all of
 * Spring's clients, built in. It keeps what it found and where.
 */
final class Leaves {

	/** Stands where a value is not shown. */
	static final String HIDDEN = "******";

	private static final Pattern CREDENTIALS = Pattern.compile("^([a-zA-Z]+:)?(//)?[^/?#]*@");

	private static final Pattern QUERY = Pattern.compile("[?#].*");

	private final String client;

	private final ClientProperties own;

	private final ClientProperties defaults;

	private final ClientProperties spring;

	private final Map<String, Setting> found = new LinkedHashMap<>();

	Leaves(String client, ClientProperties own, ClientProperties defaults, ClientProperties spring) {
		this.client = client;
		this.own = own;
		this.defaults = defaults;
		this.spring = spring;
	}

	<T> T leaf(String key, Function<ClientProperties, @Nullable T> getter, T builtIn) {
		T value = inherited(key, getter);
		if (value != null) {
			return value;
		}
		found(key, builtIn, Origin.BUILT_IN);
		return builtIn;
	}

	<T> @Nullable T inherited(String key, Function<ClientProperties, @Nullable T> getter) {
		T own = keep(key, getter.apply(this.own), Origin.CLIENT);
		T shared = (own != null) ? own : keep(key, getter.apply(this.defaults), Origin.DEFAULTS);
		return (shared != null) ? shared : keep(key, getter.apply(this.spring), Origin.SPRING);
	}

	private <T> @Nullable T keep(String key, @Nullable T value, Origin origin) {
		if (value != null) {
			found(key, value, origin);
		}
		return value;
	}

	/**
	 * Look up a value that is never shown: what was found is only that there is one.
	 */
	@Nullable String secret(String key, Function<ClientProperties, @Nullable String> getter) {
		String value = inherited(key, getter);
		this.found.computeIfPresent(key, (name, setting) -> new Setting(HIDDEN, setting.origin()));
		return value;
	}

	/**
	 * Note a value that was said elsewhere.
	 */
	void found(String key, Object value, Origin origin) {
		this.found.put(key, new Setting(readable(value), origin));
	}

	Map<String, Setting> found() {
		return this.found;
	}

	/**
	 * Return the full name of the property that a value came from, or that would change
	 * it.
	 */
	String property(String key) {
		Setting setting = this.found.get(key);
		return switch ((setting != null) ? setting.origin() : Origin.BUILT_IN) {
			case DEFAULTS -> "lifeguard.defaults." + key;
			case SPRING -> SpringClientSettings.property(key);
			case OVERRIDE -> BaseUrls.KEY;
			case CLIENT, BUILT_IN -> "lifeguard.clients." + this.client + "." + key;
		};
	}

	/**
	 * Return a value as it may be shown: what a URL may carry of credentials is left out.
	 */
	static Object readable(Object value) {
		if (value instanceof Duration duration) {
			return readable(duration);
		}
		return (value instanceof String text) ? withoutCredentials(text) : value;
	}

	private static String withoutCredentials(String url) {
		String anonymous = CREDENTIALS.matcher(url).replaceFirst("$1$2");
		return QUERY.matcher(anonymous).replaceFirst("");
	}

	private static String readable(Duration duration) {
		if (duration.toMillis() % 1000 != 0) {
			return DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS);
		}
		boolean minutes = duration.toSeconds() % 60 == 0 && !duration.isZero();
		return DurationStyle.SIMPLE.print(duration, minutes ? ChronoUnit.MINUTES : ChronoUnit.SECONDS);
	}

}
