package dev.lifeguard.test;

import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The kit's own sources of an environment: addresses before everything, times after what
 * the test itself says.
 */
final class OwnSources {

	private static final String ADDRESSES = "brokenBackendAddresses";

	private static final String TIMES = "brokenBackendTimes";

	/** Spring Boot's view of all the others. */
	private static final String ATTACHED = "configurationProperties";

	private OwnSources() {
	}

	/**
	 * Return an environment as it is without the kit.
	 */
	static ConfigurableEnvironment without(ConfigurableEnvironment environment) {
		MutablePropertySources sources = new MutablePropertySources();
		for (PropertySource<?> source : environment.getPropertySources()) {
			String name = source.getName();
			if (!name.startsWith(ADDRESSES) && !name.startsWith(TIMES) && !name.equals(ATTACHED)) {
				sources.addLast(source);
			}
		}
		return new View(sources);
	}

	/**
	 * Put the sources of some backends into an environment, or replace them.
	 */
	static void put(ConfigurableEnvironment environment, String backends, Map<String, Object> addresses,
			Map<String, Object> times) {
		MutablePropertySources sources = environment.getPropertySources();
		MapPropertySource first = new MapPropertySource(ADDRESSES + backends, addresses);
		MapPropertySource later = new MapPropertySource(TIMES + backends, times);
		String system = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
		if (sources.contains(first.getName())) {
			sources.replace(first.getName(), first);
			sources.replace(later.getName(), later);
			return;
		}
		sources.addFirst(first);
		if (sources.contains(system)) {
			sources.addBefore(system, later);
		}
		else {
			sources.addLast(later);
		}
	}

	/**
	 * Some of the sources of another environment.
	 */
	private static final class View extends StandardEnvironment {

		View(MutablePropertySources sources) {
			super(sources);
		}

		@Override
		protected void customizePropertySources(MutablePropertySources sources) {
			// they are what they are
		}

	}

}
