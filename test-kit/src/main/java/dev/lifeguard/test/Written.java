package dev.lifeguard.test;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What is written in an environment, and whether the test itself has written it: in a
 * source that comes before the system properties.
 */
final class Written {

	private final Environment environment;

	private final Binder binder;

	Written(Environment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	/**
	 * Return a text, or {@code null} if it is not written or cannot be resolved.
	 */
	@Nullable String text(String key) {
		try {
			return this.binder.bind(key, String.class).orElse(null);
		}
		catch (RuntimeException ex) {
			// a placeholder for what there is in production only
			return null;
		}
	}

	/**
	 * Return the time that the first of some keys has which is written.
	 * @return the time, or {@code null} if none is written
	 */
	@Nullable Time time(String... keys) {
		for (String key : keys) {
			Duration value = this.binder.bind(key, Duration.class).orElse(null);
			if (value != null) {
				return new Time(value, isByTest(key));
			}
		}
		return null;
	}

	/**
	 * Return the first of some keys that is written.
	 * @return the key, or {@code null} if none is
	 */
	@Nullable String firstOf(String... keys) {
		return Stream.of(keys).filter((key) -> text(key) != null).findFirst().orElse(null);
	}

	boolean isByTest(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getUnderlyingSource() instanceof PropertySource<?> underlying
					&& underlying.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				return false;
			}
			if (source.getConfigurationProperty(name) != null) {
				return true;
			}
		}
		return false;
	}

	/**
	 * A time that is written.
	 *
	 * @param value how long it is
	 * @param byTest whether the test has written it
	 */
	record Time(Duration value, boolean byTest) {

	}

}
