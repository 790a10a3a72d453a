package dev.lifeguard.neighbours;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.fleet.FleetSize;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Spring Cloud's discovery client tells how many instances there are.
 */
@ExtendWith(OutputCaptureExtension.class)
class FleetSizeTests {

	private static final String TOO_MANY = "the fleet may open more connections than its backend allows: "
			+ "3 instances x pool.max-connections (50) = 150, and fleet.max-connections is 100; "
			+ "lower pool.max-connections to 33";

	private static final String LEVEL = "logging.level.dev.lifeguard.autoconfigure.fleet.FleetReview=";

	private static App app(WebApplicationType type, Class<?> source, int instances, String... settings) {
		Stream<String> discovered = IntStream.range(0, instances)
			.mapToObj("spring.cloud.discovery.client.simple.instances.shop[%d].uri=http://shop.test"::formatted);
		return App.start(type, new Class<?>[] { source },
				Stream
					.of(discovered,
							Stream.of("spring.application.name=shop",
									"lifeguard.clients.orders.fleet.max-connections=100", LEVEL + "info"),
							Stream.of(settings))
					.flatMap((part) -> part)
					.toArray(String[]::new));
	}

	@Test
	void fleetThatIsTooLargeIsNamedWhenTheApplicationIsReady(CapturedOutput output) {
		try (App app = app(WebApplicationType.SERVLET, Open.class, 3,
				"lifeguard.clients.billing.fleet.max-connections=1000",
				"lifeguard.clients.stock.fleet.max-connections=10", "lifeguard.clients.stock.fleet.replicas=1",
				"lifeguard.clients.stock.pool.max-connections=10")) {
			await().until(() -> !advice(app, "orders").isEmpty());
			assertThat(advice(app, "orders")).containsExactly(TOO_MANY);
			assertThat(
					RestClient.create(app.url()).get().uri("/actuator/httppools/orders").retrieve().body(String.class))
				.contains("\"advice\":[\"" + TOO_MANY);
			assertThat(output).containsOnlyOnce("client 'orders': " + TOO_MANY).doesNotContain("cannot be checked");
			assertThat(advice(app, "billing")).isEmpty();
			assertThat(advice(app, "stock")).isEmpty();
		}
	}

	@Test
	void beanOfTheApplicationTellsInItsPlace() {
		try (App app = app(WebApplicationType.NONE, Told.class, 3)) {
			await().until(() -> !advice(app, "orders").isEmpty());
			assertThat(advice(app, "orders")).first()
				.asString()
				.contains("4 instances x pool.max-connections (50) = 200");
		}
	}

	@Test
	void withoutInstancesNothingIsSaid(CapturedOutput output) {
		try (App app = app(WebApplicationType.NONE, Nothing.class, 0, LEVEL + "debug")) {
			await().until(() -> output.toString().contains("no instance of this application is registered"));
			assertThat(advice(app, "orders")).isEmpty();
			assertThat(output).doesNotContainPattern("WARN.*lifeguard");
		}
	}

	@Test
	void withoutADiscoveryClientTheNumberIsAskedFor(CapturedOutput output) {
		try (App app = app(WebApplicationType.NONE, Nothing.class, 3, "spring.cloud.discovery.enabled=false")) {
			assertThat(advice(app, "orders")).hasSize(1).first().asString().contains("cannot be checked");
			assertThat(output).containsOnlyOnce("the fleet's bound cannot be checked");
		}
	}

	@Test
	void discoveryClientThatFailsIsOneLine(CapturedOutput output) {
		try (App app = app(WebApplicationType.NONE, Broken.class, 0)) {
			await().until(() -> output.toString().contains("could not be counted"));
			assertThat(output).containsOnlyOnce("the instances of this application could not be counted: "
					+ "fleet.max-connections is not checked: java.lang.IllegalStateException");
			assertThat(output).doesNotContain("registry is down");
			assertThat(output).doesNotContain("\tat ");
			assertThat(app.clients().names()).contains("orders");
		}
	}

	private static List<String> advice(App app, String client) {
		return app.bean(ClientRegistry.class).advice(client);
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	static class Told {

		@Bean
		FleetSize fleetSize(LifeguardClients clients) {
			return () -> clients.names().size() + 3;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Broken {

		@Bean
		DiscoveryClient broken() {
			return new DiscoveryClient() {

				@Override
				public String description() {
					return "broken";
				}

				@Override
				public List<ServiceInstance> getInstances(String service) {
					throw new IllegalStateException("registry is down");
				}

				@Override
				public List<String> getServices() {
					return List.of();
				}

			};
		}

	}

}
