package dev.lifeguard.test;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lifeguard.autoconfigure.settings.ClientNames;
import dev.lifeguard.leak.LeakAction;
import dev.lifeguard.registry.UnknownClientException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Post-processor that puts the kit into a context: it writes the properties that send the
 * clients to the backends, and defines beans for backends and tester. It comes after all
 * that a test says of its environment, and before the first condition is looked at.
 */
final class KitPostProcessor implements BeanDefinitionRegistryPostProcessor {

	static final String TESTER = "lifeguardTester";

	/** Set by Spring Boot where a test has a slice of the application. */
	private static final String AUTO_CONFIGURATION = "spring.boot.enableautoconfiguration";

	private static final String OVERRIDE = "lifeguard.override-base-url";

	private static final String ADDRESSES = "brokenBackendAddresses";

	private static final String TIMES = "brokenBackendTimes";

	private final ConfigurableEnvironment environment;

	private final Collection<Backend> backends;

	private final boolean watchesLeaks;

	/**
	 * Create the post-processor.
	 * @param environment the context's environment
	 * @param backends the backends of its clients
	 * @param watchesLeaks whether leaks have to show their call sites
	 */
	KitPostProcessor(ConfigurableEnvironment environment, Collection<Backend> backends, boolean watchesLeaks) {
		this.environment = environment;
		this.backends = List.copyOf(backends);
		this.watchesLeaks = watchesLeaks;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		Set<String> broken = this.backends.stream()
			.map(Backend::client)
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Set<String> configured = ClientNames.in(this.environment);
		check(broken, configured);
		writeProperties(broken, configured);
		defineBeans(registry);
	}

	/**
	 * A name that is misspelt would make a client that nobody uses.
	 */
	private static void check(Set<String> broken, Set<String> configured) {
		for (String name : broken) {
			if (!configured.isEmpty() && !configured.contains(name)) {
				throw new UnknownClientException(name, configured);
			}
		}
	}

	private void writeProperties(Set<String> broken, Set<String> configured) {
		Written written = new Written(this.environment);
		Map<String, Object> addresses = new LinkedHashMap<>();
		Map<String, Object> times = new LinkedHashMap<>();
		for (Backend backend : this.backends) {
			addresses.putAll(ClientAddress.overrides(written, backend));
			times.putAll(ClientTimes.overrides(written, backend.settings()));
		}
		if (!broken.isEmpty()) {
			addresses.putAll(withoutOverride(written, broken, configured));
			// the mock would take the place of every client's transport
			addresses.put("spring.test.restclient.mockrestserviceserver.enabled", "false");
		}
		if (this.watchesLeaks) {
			(configured.isEmpty() ? broken : configured).forEach((name) -> times.putAll(leaks(written, name)));
		}
		addToEnvironment(addresses, times);
	}

	/**
	 * The address that takes the place of all clients' backends would win over the
	 * backends; the other clients keep it.
	 */
	private static Map<String, Object> withoutOverride(Written written, Set<String> broken, Set<String> configured) {
		String override = written.text(OVERRIDE);
		Map<String, Object> addresses = new LinkedHashMap<>();
		if (override == null || override.isBlank()) {
			return addresses;
		}
		addresses.put(OVERRIDE, "");
		for (String name : configured) {
			if (!broken.contains(name)) {
				String baseUrl = ClientAddress.at(override.strip().replaceFirst("/+$", ""),
						ClientAddress.baseUrl(written, name));
				addresses.put(Keys.ofClient(name, "base-url"), baseUrl);
				String group = Keys.ofGroup(name, "base-url");
				if (group != null && written.text(group) != null) {
					addresses.put(group, baseUrl);
				}
			}
		}
		return addresses;
	}

	private static Map<String, Object> leaks(Written written, String client) {
		Map<String, Object> leaks = new LinkedHashMap<>();
		leaks.put(Keys.ofClient(client, "leak.capture"), "always");
		String action = Keys.ofClient(client, "leak.action");
		boolean off = "off".equalsIgnoreCase(written.text(action)) || (written.text(action) == null
				&& "off".equalsIgnoreCase(written.text("lifeguard.defaults.leak.action")));
		if (off) {
			leaks.put(action, LeakAction.REPORT.name());
		}
		return leaks;
	}

	private void addToEnvironment(Map<String, Object> addresses, Map<String, Object> times) {
		MutablePropertySources sources = this.environment.getPropertySources();
		String system = StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME;
		MapPropertySource timesSource = merged(sources, TIMES, times);
		if (sources.contains(system)) {
			sources.addBefore(system, timesSource);
		}
		else {
			sources.addLast(timesSource);
		}
		sources.addFirst(merged(sources, ADDRESSES, addresses));
	}

	/**
	 * Several backends may be attached to one context, one after the other.
	 */
	private static MapPropertySource merged(MutablePropertySources sources, String name,
			Map<String, Object> properties) {
		Map<String, Object> all = new LinkedHashMap<>();
		if (sources.get(name) instanceof MapPropertySource before) {
			all.putAll(before.getSource());
		}
		all.putAll(properties);
		return new MapPropertySource(name, all);
	}

	private void defineBeans(BeanDefinitionRegistry registry) {
		if (!registry.containsBeanDefinition(TESTER)) {
			RootBeanDefinition tester = new RootBeanDefinition(LifeguardTester.class);
			tester.setLazyInit(this.backends.isEmpty() && !this.watchesLeaks);
			registry.registerBeanDefinition(TESTER, tester);
		}
		for (Backend backend : this.backends) {
			registry.registerBeanDefinition(backend.client() + "BrokenBackend", definition(backend));
		}
		boolean slice = !this.environment.getProperty(AUTO_CONFIGURATION, Boolean.class, true);
		if (slice && !this.backends.isEmpty()) {
			registry.registerBeanDefinition(SliceClients.class.getName(), new RootBeanDefinition(SliceClients.class));
		}
	}

	private static RootBeanDefinition definition(Backend backend) {
		RootBeanDefinition definition = new RootBeanDefinition(Backend.class, () -> backend);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, backend.client()));
		// whoever has started it stops it, after everything else
		definition.setDestroyMethodName("");
		return definition;
	}

}
