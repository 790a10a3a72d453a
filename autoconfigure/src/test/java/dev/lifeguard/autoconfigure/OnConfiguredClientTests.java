package dev.lifeguard.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OnConfiguredClient} and what depends on it.
 */
class OnConfiguredClientTests {

	private static final String ORDER = "management.endpoint.health.status.order";

	private static final List<Class<?>> BOOTS = List.of(RestClientAutoConfiguration.class,
			WebClientAutoConfiguration.class, EndpointAutoConfiguration.class, HealthContributorAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BOOTS.toArray(Class<?>[]::new)))
		.withConfiguration(AutoConfigurations.of(ours().filter((name) -> !name.contains(".discovery."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.toArray(Class<?>[]::new)))
		.withPropertyValues("management.endpoints.web.exposure.include=*");

	@Test
	void withoutAClientThereIsOnlyTheEmptyRegistry() {
		this.runner.run((context) -> {
			assertThat(ours(context)).containsExactlyInAnyOrder("lifeguardTimer", "lifeguardTeller",
					"lifeguardResources", "lifeguardTransports", "lifeguardSettingsMapper", "lifeguardRetries",
					"lifeguardClientRegistry", "lifeguardCustomizations", "lifeguardClients", "lifeguardReach",
					"lifeguardFleetReview", "lifeguardClientsLifecycle");
			assertThat(context.getBean(LifeguardClients.class).names()).isEmpty();
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("lifeguard"));
		});
	}

	@Test
	void withAClientThereIsEverything() {
		this.runner.withPropertyValues("lifeguard.clients.orders.base-url=http://orders.test")
			.run((context) -> assertThat(ours(context)).contains("lifeguardRestClients", "lifeguardWebClients",
					"httpPoolsEndpoint", "httpPoolsHealthContributor", "lifeguardMeterBinder",
					"lifeguardClientConvention", "lifeguardClientFailureAdvice"));
	}

	@ParameterizedTest
	@CsvSource({ "lifeguard.clients.orders.base-url,true", "lifeguard.clients.orders,true",
			"lifeguard.defaults.pool.max-connections,false", "lifeguard.enabled,false" })
	void orderOfStatusesIsThatOfBootWithoutAClient(String key, boolean changed) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of(key, "true")));
		SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, (type, name, failure) -> {
				// of Boot, with arguments
			})
			.stream()
			.filter((processor) -> isOurs(processor.getClass().getName()))
			.forEach((processor) -> processor.postProcessEnvironment(environment, new SpringApplication()));
		assertThat(environment.containsProperty(ORDER)).isEqualTo(changed);
	}

	/**
	 * Ours begins with another letter than Boot's: without an order of its own, what it
	 * comes after would be moved to the front.
	 */
	@Test
	void orderOfOtherAutoConfigurationsStaysTheSame() throws IOException {
		SimpleMetadataReaderFactory classes = new SimpleMetadataReaderFactory();
		for (String name : ours().toList()) {
			assertThat(classes.getMetadataReader(name)
				.getAnnotationMetadata()
				.getAnnotationAttributes(AutoConfigureOrder.class.getName())).as(name)
				.containsEntry("value", Ordered.LOWEST_PRECEDENCE);
		}
	}

	private static Stream<String> ours() {
		return ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter(OnConfiguredClientTests::isOurs);
	}

	private static boolean isOurs(String name) {
		return name.startsWith("dev.lifeguard.");
	}

	/**
	 * Beans that a configuration of ours makes.
	 */
	private static List<String> ours(ApplicationContext context) {
		return Stream.of(context.getBeanDefinitionNames())
			.filter((name) -> name.startsWith("lifeguard") || name.startsWith("httpPools"))
			.filter((name) -> !name.contains("."))
			.toList();
	}

}
