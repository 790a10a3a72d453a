package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.registry.LifeguardClients;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application with one client of a fleet whose times are short, and its backend.
 */
final class FleetApp implements AutoCloseable {

	private final AtomicBoolean loaded = new AtomicBoolean();

	private final AtomicInteger failed = new AtomicInteger();

	private final DisposableServer backend;

	private final ConfigurableApplicationContext context;

	private FleetApp(DisposableServer backend, ConfigurableApplicationContext context) {
		this.backend = backend;
		this.context = context;
	}

	/**
	 * Start an application whose backend takes 50 ms.
	 * @param redisPort the port of Redis
	 * @param settings more properties
	 */
	static FleetApp start(int redisPort, String... settings) {
		return start(redisPort, new Class<?>[0], settings);
	}

	/**
	 * Start an application whose backend takes 50 ms.
	 * @param redisPort the port of Redis
	 * @param sources the application's own configuration
	 * @param settings more properties
	 */
	static FleetApp start(int redisPort, Class<?>[] sources, String... settings) {
		DisposableServer backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> response.sendString(Mono.just("ok").delayElement(Duration.ofMillis(50))))
			.bindNow();
		String client = "lifeguard.clients.orders.";
		Stream<String> properties = Stream
			.concat(Stream.of("spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s",
					"spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + redisPort,
					client + "base-url=http://127.0.0.1:" + backend.port(), client + "fleet.mode=lease",
					client + "fleet.group=orders", client + "fleet.max-connections=40", client + "fleet.replicas=10",
					client + "fleet.lease-time=3s", client + "fleet.heartbeat=300ms", client + "fleet.quarantine=1s"),
					Arrays.stream(settings));
		return new FleetApp(backend,
				new SpringApplicationBuilder(Auto.class).sources(sources)
					.web(WebApplicationType.NONE)
					.properties(properties.toArray(String[]::new))
					.run());
	}

	LifeguardClients clients() {
		return this.context.getBean(LifeguardClients.class);
	}

	FleetSnapshot fleet() {
		PoolSnapshot pool = clients().snapshot("orders");
		FleetSnapshot fleet = pool.fleet();
		assertThat(fleet).isNotNull();
		return fleet;
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Make one call on each face.
	 */
	void call() {
		assertThat(clients().restClient("orders").get().uri("/").retrieve().body(String.class)).isEqualTo("ok");
		assertThat(clients().webClient("orders").get().uri("/").retrieve().bodyToMono(String.class).block())
			.isEqualTo("ok");
	}

	/**
	 * Keep so many calls in flight.
	 */
	void load(int calls) {
		this.loaded.set(true);
		for (int call = 0; call < calls; call++) {
			next();
		}
	}

	private void next() {
		if (this.loaded.get()) {
			clients().webClient("orders")
				.get()
				.uri("/")
				.retrieve()
				.bodyToMono(String.class)
				.doOnError((failure) -> this.failed.incrementAndGet())
				.onErrorResume((failure) -> Mono.empty())
				.subscribe(null, null, this::next);
		}
	}

	/**
	 * Make no further call.
	 */
	void rest() {
		this.loaded.set(false);
	}

	int failed() {
		return this.failed.get();
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		rest();
		this.context.close();
		this.backend.disposeNow();
	}

	/**
	 * Everything auto-configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

	}

}
