package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.Face.Caller;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A small Spring Boot application with everything auto-configured: with Lifeguard, or
 * plain.
 */
public final class App implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final boolean plain;

	private App(ConfigurableApplicationContext context, boolean plain) {
		this.context = context;
		this.plain = plain;
	}

	/**
	 * Start an application with the client {@code orders}.
	 * @param settings the client's settings, as {@code key=value}
	 * @return the application
	 */
	public static App lifeguard(String... settings) {
		return lifeguard(WebApplicationType.NONE, new Class<?>[0], settings);
	}

	/**
	 * Start an application with the client {@code orders}.
	 * @param type the application's type
	 * @param sources its own configuration
	 * @param settings the client's settings and others in full, as {@code key=value}
	 * @return the application
	 */
	public static App lifeguard(WebApplicationType type, Class<?>[] sources, String... settings) {
		Stream<String> properties = Arrays.stream(settings)
			.map((setting) -> setting.matches("(lifeguard|spring|management)\\..*") ? setting
					: "lifeguard.clients.orders." + setting);
		return new App(start(type, sources, properties), false);
	}

	/**
	 * Start an application without Lifeguard, with Boot's clients as they are.
	 * @param properties properties, as {@code key=value}
	 * @return the application
	 */
	public static App plain(String... properties) {
		return new App(start(WebApplicationType.NONE, new Class<?>[0], withoutLifeguard(properties)), true);
	}

	/**
	 * Start an application without Lifeguard whose pool was bounded by hand.
	 * @param maxConnections the most connections per remote
	 * @param sources more configuration
	 * @return the application
	 */
	public static App bounded(int maxConnections, Class<?>... sources) {
		Class<?>[] all = Stream.concat(Stream.of(BoundedByHand.class), Arrays.stream(sources)).toArray(Class<?>[]::new);
		return new App(start(WebApplicationType.NONE, all, withoutLifeguard("max=" + maxConnections)), true);
	}

	/**
	 * Start an application without Lifeguard whose pool was bounded by hand.
	 * @param maxConnections the most connections per remote
	 * @param acquireTimeout the longest wait for one
	 * @return the application
	 */
	public static App bounded(int maxConnections, Duration acquireTimeout) {
		return new App(start(WebApplicationType.NONE, new Class<?>[] { BoundedByHand.class },
				withoutLifeguard("max=" + maxConnections, "wait=" + acquireTimeout)), true);
	}

	/**
	 * Start an application without Lifeguard, with some configuration of its own.
	 * @param sources the configuration
	 * @return the application
	 */
	public static App plainWith(Class<?>... sources) {
		return new App(start(WebApplicationType.NONE, sources, withoutLifeguard()), true);
	}

	/**
	 * Reactor Netty closes its global pools and their event loops side by side; if the
	 * loops are first, the pools never come to their end.
	 */
	private static Stream<String> withoutLifeguard(String... properties) {
		return Stream.concat(Stream.of("lifeguard.enabled=false", "spring.reactor.netty.shutdown-quiet-period=100ms"),
				Arrays.stream(properties));
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, Class<?>[] sources,
			Stream<String> properties) {
		return new SpringApplicationBuilder(Auto.class).sources(sources)
			.web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "spring.reactor.netty.shutdown-quiet-period=0s",
					"spring.lifecycle.timeout-per-shutdown-phase=2s", "management.endpoints.web.exposure.include=*",
					"management.endpoint.health.show-details=always",
					"management.endpoint.health.show-components=always",
					"spring.http.clients.imperative.factory=reactor")
			.properties(properties.toArray(String[]::new))
			.run();
	}

	/**
	 * Return what makes calls of the client {@code orders}, or of Boot's own.
	 * @param face the kind of client
	 * @return the caller
	 */
	public Caller caller(Face face) {
		return face.of(restClient(), webClient());
	}

	public RestClient restClient() {
		return this.plain ? this.context.getBean(RestClient.Builder.class).build() : clients().restClient("orders");
	}

	public WebClient webClient() {
		return this.plain ? this.context.getBean(WebClient.Builder.class).build() : clients().webClient("orders");
	}

	public LifeguardClients clients() {
		return this.context.getBean(LifeguardClients.class);
	}

	/**
	 * Return how many callers wait for a connection.
	 * @return the count
	 */
	public int pending() {
		return this.plain ? bean(WaitingCallers.class).count() : snapshot().pending();
	}

	/**
	 * Return how many connections are in use.
	 * @return the count
	 */
	public int active() {
		return this.plain ? bean(WaitingCallers.class).active() : snapshot().active();
	}

	/**
	 * Return how many sockets a client without Lifeguard has, those that still connect
	 * among them.
	 * @return the count
	 */
	public int allocated() {
		return bean(WaitingCallers.class).allocated();
	}

	/**
	 * Wait a moment for every place of the client {@code orders} to come back, and fail
	 * if one does not.
	 */
	public void assertNothingHeld() {
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
			PoolSnapshot pool = snapshot();
			assertThat(pool.active() + pool.connecting() + pool.pending()).isZero();
		});
	}

	public PoolSnapshot snapshot() {
		return clients().snapshot("orders");
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	public String url() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What every application has.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

	}

	/**
	 * What a user without Lifeguard writes to bound the pool.
	 */
	@Configuration(proxyBeanMethods = false)
	static class BoundedByHand {

		private static final Duration LIBRARYS_OWN = Duration.ofSeconds(45);

		@Bean
		WaitingCallers waitingCallers() {
			return new WaitingCallers();
		}

		@Bean
		ConnectionProvider bounded(Environment environment, WaitingCallers waiting) {
			return ConnectionProvider.builder("bounded")
				.maxConnections(environment.getRequiredProperty("max", Integer.class))
				.pendingAcquireMaxCount(2000)
				.pendingAcquireTimeout(environment.getProperty("wait", Duration.class, LIBRARYS_OWN))
				.metrics(true, () -> (pool, id, remote, metrics) -> waiting.pools.add(metrics))
				.build();
		}

		@Bean
		@Order(10)
		ClientHttpRequestFactoryBuilderCustomizer<ReactorClientHttpRequestFactoryBuilder> rest(
				ConnectionProvider provider) {
			return (builder) -> builder.withHttpClientFactory(() -> HttpClient.create(provider));
		}

		@Bean
		@Order(10)
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> web(ConnectionProvider provider) {
			return (builder) -> builder.withHttpClientFactory(() -> HttpClient.create(provider));
		}

	}

	/**
	 * The callers that wait in Reactor Netty's own pools.
	 */
	static class WaitingCallers {

		private final List<ConnectionPoolMetrics> pools = new CopyOnWriteArrayList<>();

		int count() {
			return this.pools.stream().mapToInt(ConnectionPoolMetrics::pendingAcquireSize).sum();
		}

		int allocated() {
			return this.pools.stream().mapToInt(ConnectionPoolMetrics::allocatedSize).sum();
		}

		int active() {
			return this.pools.stream().mapToInt(ConnectionPoolMetrics::acquiredSize).sum();
		}

	}

}
