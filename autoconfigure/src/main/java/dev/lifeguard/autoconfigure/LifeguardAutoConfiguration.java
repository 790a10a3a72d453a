package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.autoconfigure.fleet.FleetReview;
import dev.lifeguard.autoconfigure.fleet.FleetSize;
import dev.lifeguard.autoconfigure.properties.LifeguardProperties;
import dev.lifeguard.autoconfigure.settings.ClientBlueprint;
import dev.lifeguard.autoconfigure.settings.ClientNames;
import dev.lifeguard.autoconfigure.settings.SettingsMapper;
import dev.lifeguard.autoconfigure.transport.ClientTransports;
import dev.lifeguard.call.tell.Teller;
import dev.lifeguard.client.ClientResources;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Customizations;
import dev.lifeguard.client.EvictionRule;
import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.limit.FleetSettings.Mode;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.time.TimerThread;
import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Auto-configuration of the named clients beneath {@code RestClient} and
 * {@code WebClient}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { SslAutoConfiguration.class, HttpClientAutoConfiguration.class })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(HttpClient.class)
@ConditionalOnBooleanProperty(name = "lifeguard.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LifeguardProperties.class)
@Import(NamedClientsRegistrar.class)
@ImportRuntimeHints(ClientHints.class)
public final class LifeguardAutoConfiguration {

	/** Spring's own, by default. */
	private static final Duration PHASE = Duration.ofSeconds(30);

	@Bean(destroyMethod = "close")
	TimerThread lifeguardTimer() {
		return new TimerThread();
	}

	@Bean(destroyMethod = "close")
	Teller lifeguardTeller() {
		return new Teller();
	}

	@Bean
	ClientTransports lifeguardTransports(Environment environment, ObjectProvider<HttpClientSettings> settings,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<ReactorResourceFactory> resources) {
		return new ClientTransports(environment, settings, sslBundles, resources);
	}

	@Bean
	SettingsMapper lifeguardSettingsMapper(LifeguardProperties properties, Environment environment,
			ObjectProvider<HttpClientSettings> spring, ObjectProvider<SslBundles> sslBundles,
			ListableBeanFactory beans) {
		return new SettingsMapper(properties, environment, spring.getIfAvailable(HttpClientSettings::defaults),
				() -> bundleNames(sslBundles), isDefined(beans, FleetSize.class), isDefined(beans, Shares.class));
	}

	@Bean
	ClientRetries lifeguardRetries(ListableBeanFactory beans, LifeguardProperties properties) {
		return new ClientRetries(beans, ClientNames.of(properties.getClients().keySet()), System::nanoTime);
	}

	@Bean
	ClientResources lifeguardResources(LifeguardProperties properties, TimerThread timer, Teller teller) {
		return new ClientResources(System::nanoTime, timer, PoolExaminer::new, properties.getBlockOnEventLoop(),
				teller);
	}

	@Bean(destroyMethod = "close")
	ClientRegistry lifeguardClientRegistry(ClientResources shared, ClientTransports transports, ClientRetries retries,
			SettingsMapper mapper, Customizations customizations, ObjectProvider<Shares> shares) {
		List<ClientBlueprint> clients = mapper.map();
		return new ClientRegistry(clients.stream()
			.map((client) -> new ManagedClient(client.settings(), shared, transports.transport(client), customizations,
					retries.of(client.settings()), share(client.settings(), shares)))
			.toList());
	}

	private static Share share(ClientSettings settings, ObjectProvider<Shares> shares) {
		return (settings.fleet().mode() == Mode.LEASE) ? shares.getObject().join(settings.name(), settings.fleet())
				: Share.ALL;
	}

	@Bean
	Customizations lifeguardCustomizations(ObjectProvider<HttpClientCustomizer> transports,
			ObjectProvider<EvictionRule> evictions) {
		return new Customizations(transports.orderedStream().toList(), evictions.orderedStream().toList());
	}

	@Bean
	LifeguardClientsFactoryBean lifeguardClients(ClientRegistry registry, BeanFactory beans) {
		return new LifeguardClientsFactoryBean(registry, beans);
	}

	@Bean
	Reach lifeguardReach(Environment environment, ClientRegistry registry, LifeguardProperties properties,
			ConfigurableListableBeanFactory beans) {
		return new Reach(environment, registry, new Engines(environment, beans), properties.isTuneDefaultBuilders());
	}

	@Bean
	FleetReview lifeguardFleetReview(ClientRegistry registry, ObjectProvider<FleetSize> fleetSize) {
		return new FleetReview(registry, fleetSize);
	}

	@Bean
	ClientsLifecycle lifeguardClientsLifecycle(ClientRegistry registry, Environment environment) {
		return new ClientsLifecycle(registry,
				Binder.get(environment)
					.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
					.orElse(PHASE));
	}

	/**
	 * Counting may need our clients, so nothing is created yet.
	 */
	private static boolean isDefined(ListableBeanFactory beans, Class<?> type) {
		return beans.getBeanNamesForType(type, true, false).length > 0;
	}

	private static List<String> bundleNames(ObjectProvider<SslBundles> sslBundles) {
		SslBundles bundles = sslBundles.getIfAvailable();
		return (bundles != null) ? bundles.getBundleNames() : List.of();
	}

}
