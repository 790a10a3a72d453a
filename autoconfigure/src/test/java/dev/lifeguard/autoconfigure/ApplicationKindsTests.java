package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.actuate.HttpPoolsEndpoint;
import dev.lifeguard.autoconfigure.actuate.LifeguardEndpointAutoConfiguration;
import dev.lifeguard.autoconfigure.actuate.LifeguardHealthAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.autoconfigure.metrics.LifeguardMetricsAutoConfiguration;
import dev.lifeguard.autoconfigure.reactive.LifeguardWebClientAutoConfiguration;
import dev.lifeguard.autoconfigure.web.LifeguardWebAutoConfiguration;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.web.ClientFailureAdvice;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every kind of application that Lifeguard may come to, with what Boot configures for its
 * kind. Those of {@code ClasspathTests} are started for real.
 */
class ApplicationKindsTests {

	private static final List<Class<?>> BOOTS = List.of(SslAutoConfiguration.class, HttpClientAutoConfiguration.class,
			ImperativeHttpClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
			HttpServiceClientPropertiesAutoConfiguration.class, RestClientAutoConfiguration.class,
			RestClientObservationAutoConfiguration.class, HttpServiceClientAutoConfiguration.class,
			WebClientAutoConfiguration.class, WebClientObservationAutoConfiguration.class,
			ReactiveHttpServiceClientAutoConfiguration.class, EndpointAutoConfiguration.class,
			HealthContributorAutoConfiguration.class, MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
			ObservationAutoConfiguration.class);

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	static Stream<Arguments> kinds() {
		List<Arguments> kinds = new ArrayList<>();
		for (Web web : Web.values()) {
			for (Faces faces : Faces.values()) {
				Stream.of(true, false)
					.flatMap((actuator) -> Stream.of(true, false)
						.map((micrometer) -> Arguments.of(web, faces, actuator, micrometer)))
					.forEach(kinds::add);
			}
		}
		return kinds.stream();
	}

	@ParameterizedTest(name = "{0}, {1}, Actuator: {2}, Micrometer: {3}")
	@MethodSource("kinds")
	void startsAndCalls(Web web, Faces faces, boolean actuator, boolean micrometer) {
		List<String> absent = absent(web, faces, actuator, micrometer);
		web.runner()
			.withClassLoader(new FilteredClassLoader(absent.toArray(String[]::new)))
			.withConfiguration(boots(absent))
			.withUserConfiguration(Application.class)
			.withPropertyValues("lifeguard.clients.orders.base-url=" + this.backend.url(),
					"spring.reactor.netty.shutdown-quiet-period=0s", "management.endpoints.web.exposure.include=*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(calls(context, faces)).isNotEmpty().allMatch((answer) -> answer.contains("ok"));
				assertThat(beans(context, HttpPoolsEndpoint.class)).isEqualTo(actuator ? 1 : 0);
				assertThat(beans(context, CompositeHealthContributor.class)).isEqualTo(actuator ? 1 : 0);
				assertThat(beans(context, ClientFailureAdvice.class)).isEqualTo((web != Web.NONE) ? 1 : 0);
				assertThat(micrometer && meters(context)).isEqualTo(micrometer);
			});
	}

	/**
	 * Micrometer's observations are a part of Spring's own clients; what may be absent is
	 * the registry for meters.
	 */
	private static List<String> absent(Web web, Faces faces, boolean actuator, boolean micrometer) {
		List<String> absent = new ArrayList<>(faces.absent);
		absent.addAll(web.absent);
		if (faces == Faces.REST_CLIENT && web != Web.WEBFLUX) {
			absent.add("org.springframework.web.reactive");
		}
		if (!actuator) {
			absent.addAll(List.of("org.springframework.boot.actuate", "org.springframework.boot.health"));
		}
		if (!micrometer) {
			absent.addAll(List.of("io.micrometer.core", "io.micrometer.prometheusmetrics",
					"org.springframework.boot.micrometer.metrics"));
		}
		return absent;
	}

	private static AutoConfigurations boots(List<String> absent) {
		return AutoConfigurations.of(BOOTS.stream()
			.filter((candidate) -> absent.stream().noneMatch(candidate.getName()::startsWith))
			.toArray(Class<?>[]::new));
	}

	private static List<String> calls(ApplicationContext context, Faces faces) {
		LifeguardClients clients = context.getBean(LifeguardClients.class);
		List<String> answers = new ArrayList<>();
		if (faces != Faces.WEB_CLIENT) {
			answers.add(clients.restClient("orders").get().uri("/").retrieve().body(String.class));
		}
		if (faces != Faces.REST_CLIENT) {
			answers.add(clients.webClient("orders")
				.get()
				.uri("/")
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(5)));
		}
		return answers;
	}

	private static int beans(ApplicationContext context, Class<?> type) {
		return context.getBeanNamesForType(type).length;
	}

	private static boolean meters(ApplicationContext context) {
		return context.getBeanProvider(MeterRegistry.class)
			.stream()
			.anyMatch((registry) -> !registry.find("lifeguard.connections.max").gauges().isEmpty());
	}

	/**
	 * What serves the application.
	 */
	enum Web {

		MVC("org.springframework.boot.webflux"),
		WEBFLUX("org.springframework.web.servlet", "jakarta.servlet", "org.springframework.boot.webmvc"),
		NONE("org.springframework.boot.webflux", "org.springframework.boot.webmvc");

		private final List<String> absent;

		Web(String... absent) {
			this.absent = Arrays.asList(absent);
		}

		AbstractApplicationContextRunner<?, ?, ?> runner() {
			return switch (this) {
				case MVC -> new WebApplicationContextRunner();
				case WEBFLUX -> new ReactiveWebApplicationContextRunner();
				case NONE -> new ApplicationContextRunner();
			};
		}

	}

	/**
	 * Which of Boot's modules for clients there are.
	 */
	enum Faces {

		REST_CLIENT("org.springframework.boot.webclient"), WEB_CLIENT("org.springframework.boot.restclient"), BOTH;

		private final List<String> absent;

		Faces(String... absent) {
			this.absent = Arrays.asList(absent);
		}

	}

	/**
	 * All of ours: their conditions decide.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LifeguardAutoConfiguration.class, LifeguardRestClientAutoConfiguration.class,
			LifeguardEndpointAutoConfiguration.class, LifeguardHealthAutoConfiguration.class,
			LifeguardMetricsAutoConfiguration.class, LifeguardWebClientAutoConfiguration.class,
			LifeguardWebAutoConfiguration.class })
	static class Application {

	}

}
