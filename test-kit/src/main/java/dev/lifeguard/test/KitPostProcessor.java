package dev.lifeguard.test;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.settings.ClientNames;
import dev.lifeguard.leak.LeakAction;
import dev.lifeguard.leak.StackCapture;
import dev.lifeguard.registry.UnknownClientException;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.ConfigurableEnvironment;

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
		if (!this.backends.isEmpty() || this.watchesLeaks) {
			writeProperties();
		}
		defineBeans(registry);
	}

	/**
	 * Write the properties, anew if they were written before.
	 */
	void writeProperties() {
		ConfigurableEnvironment application = OwnSources.without(this.environment);
		Set<String> configured = ClientNames.in(application);
		this.backends.forEach((backend) -> check(backend.client(), configured));
		Written written = new Written(application);
		Map<String, Object> addresses = new LinkedHashMap<>();
		Map<String, Object> times = new LinkedHashMap<>();
		for (Backend backend : this.backends) {
			addresses.putAll(ClientAddress.overrides(written, backend));
			times.putAll(ClientTimes.overrides(written, backend.settings()));
		}
		if (!this.backends.isEmpty()) {
			addresses.putAll(withoutOverride(written, configured));
			// the mock would take the place of every client's transport
			addresses.put("spring.test.restclient.mockrestserviceserver.enabled", "false");
		}
		if (this.watchesLeaks) {
			Stream.concat(configured.stream(), broken().stream())
				.distinct()
				.forEach((name) -> times.putAll(leaks(written, name)));
		}
		OwnSources.put(this.environment, broken().toString(), addresses, times);
	}

	private List<String> broken() {
		return this.backends.stream().map(Backend::client).toList();
	}

	/**
	 * A name that is misspelt would make a client that nobody uses.
	 */
	private static void check(String name, Set<String> configured) {
		if (!configured.isEmpty() && !configured.contains(name)) {
			throw new UnknownClientException(name, configured);
		}
	}

	/**
	 * The address that takes the place of all clients' backends would win over the
	 * backends; the other clients keep it.
	 */
	private Map<String, Object> withoutOverride(Written written, Set<String> configured) {
		String override = written.text(OVERRIDE);
		Map<String, Object> addresses = new LinkedHashMap<>();
		if (override == null || override.isBlank()) {
			return addresses;
		}
		addresses.put(OVERRIDE, "");
		String server = override.strip().replaceFirst("/+$", "");
		configured.stream()
			.filter((name) -> !isBroken(name))
			.forEach((name) -> ClientAddress.put(written, addresses, name, "base-url",
					ClientAddress.at(server, ClientAddress.baseUrl(written, name))));
		return addresses;
	}

	/**
	 * Return whether a client has a backend, of these or of those that were attached by
	 * themselves.
	 */
	private boolean isBroken(String name) {
		return this.environment.containsProperty(ClientAddress.urlProperty(name)) || broken().contains(name);
	}

	private static Map<String, Object> leaks(Written written, String client) {
		Map<String, Object> leaks = new LinkedHashMap<>();
		leaks.put(Keys.ofClient(client, "leak.capture"), StackCapture.ALWAYS.name());
		String action = written.firstOf(Keys.lookedUp(client, "leak.action"));
		if (action != null && !written.isByTest(action)
				&& LeakAction.OFF.name().equalsIgnoreCase(written.text(action))) {
			leaks.put(Keys.ofClient(client, "leak.action"), LeakAction.REPORT.name());
		}
		return leaks;
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
