package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.autoconfigure.properties.LifeguardProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * An application that writes properties, up to the mapper of its clients' settings.
 */
final class Mapping {

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private boolean fleetIsCounted;

	private boolean budgetsAreShared = true;

	/**
	 * Write properties, as {@code key=value}.
	 */
	static Mapping of(String... properties) {
		return new Mapping().with(properties);
	}

	/**
	 * Write more properties, or others for those that were written.
	 */
	Mapping with(String... more) {
		for (String property : more) {
			String[] parts = property.split("=", 2);
			this.properties.put(parts[0], parts[1]);
		}
		return this;
	}

	Mapping without(String key) {
		this.properties.remove(key);
		return this;
	}

	static Mapping of(Map<String, String> properties) {
		Mapping mapping = new Mapping();
		mapping.properties.putAll(properties);
		return mapping;
	}

	Mapping countedFleet() {
		this.fleetIsCounted = true;
		return this;
	}

	Mapping withoutShares() {
		this.budgetsAreShared = false;
		return this;
	}

	List<ClientBlueprint> map() {
		ConfigurableEnvironment environment = new AbstractEnvironment() {
		};
		environment.getPropertySources().addFirst(new MapPropertySource("test", this.properties));
		Binder binder = Binder.get(environment);
		LifeguardProperties bound = binder.bindOrCreate("lifeguard", Bindable.of(LifeguardProperties.class));
		return new SettingsMapper(bound, environment, springs(binder), () -> List.of("known"), this.fleetIsCounted,
				this.budgetsAreShared)
			.map();
	}

	private static HttpClientSettings springs(Binder binder) {
		return HttpClientSettings.defaults()
			.withTimeouts(spring(binder, "connect-timeout", Duration.class),
					spring(binder, "read-timeout", Duration.class))
			.withRedirects(spring(binder, "redirects", HttpRedirects.class));
	}

	private static <T> @Nullable T spring(Binder binder, String key, Class<T> type) {
		return binder.bind("spring.http.clients." + key, type).orElse(null);
	}

}
