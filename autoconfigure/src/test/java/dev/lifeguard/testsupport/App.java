package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.autoconfigure.metrics.LifeguardMetricsAutoConfiguration;
import dev.lifeguard.autoconfigure.metrics.LifeguardObservationAutoConfiguration;
import dev.lifeguard.autoconfigure.reactive.LifeguardWebClientAutoConfiguration;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.Face.Caller;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.metrics.HttpClientMetricsAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.netty.autoconfigure.NettyAutoConfiguration;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientObservationAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;
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
 * A small Spring Boot application: with Lifeguard, or plain. It has the clients, their
 * meters and their observations; a web application has everything that is
 * auto-configured.
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
	 * loops are first, the pools never end.
	 */
	private static Stream<String> withoutLifeguard(String... properties) {
		return Stream.concat(Stream.of("lifeguard.enabled=false", "spring.reactor.netty.shutdown-quiet-period=100ms"),
				Arrays.stream(properties));
	}

	private static ConfigurableApplicationContext start(WebApplicationType type, Class<?>[] sources,
			Stream<String> properties) {
		Class<?> common = (type == WebApplicationType.NONE) ? Clients.class : Everything.class;
		return new SpringApplicationBuilder(common).sources(sources)
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
	 * Wait a moment until every permit of the client {@code orders} is released, and fail
	 * if one does not.
	 */
	public void assertNothingHeld() {
		assertNothingHeld("orders");
	}

	/**
	 * Wait a moment until every permit of a client is released, and fail if one does not.
	 * @param client the client's name
	 */
	public void assertNothingHeld(String client) {
		await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
			PoolSnapshot pool = clients().snapshot(client);
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
	 * All that can be auto-configured, for a scenario that names it as one of its
	 * sources.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Everything {

	}

	/**
	 * What makes clients and sees what they do. To start only this takes less than half
	 * of the processor time.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LifeguardAutoConfiguration.class, LifeguardRestClientAutoConfiguration.class,
			LifeguardWebClientAutoConfiguration.class, LifeguardMetricsAutoConfiguration.class,
			LifeguardObservationAutoConfiguration.class, ConfigurationPropertiesAutoConfiguration.class,
			PropertyPlaceholderAutoConfiguration.class, LifecycleAutoConfiguration.class, SslAutoConfiguration.class,
			ReactorAutoConfiguration.class, NettyAutoConfiguration.class, JacksonAutoConfiguration.class,
			CodecsAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			HttpClientAutoConfiguration.class, ImperativeHttpClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class,
			RestClientAutoConfiguration.class, HttpServiceClientAutoConfiguration.class,
			WebClientAutoConfiguration.class, ReactiveHttpServiceClientAutoConfiguration.class,
			MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class,
			HttpClientMetricsAutoConfiguration.class, RestClientObservationAutoConfiguration.class,
			WebClientObservationAutoConfiguration.class })
	public static class Clients {

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
