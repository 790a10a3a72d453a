package dev.lifeguard.fleet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.Control;
import dev.lifeguard.fleet.LongRun;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Fleet that grows from four instances to twelve and shrinks to three, under a load that
 * comes in bursts, on a backend that resets the connections beyond its bound.
 */
@Alone
@LongRun
class ScaleOutTests {

	private static final int BOUND = 40;

	/** Twelve, and two that are on their way out. */
	private static final int REPLICAS = 14;

	private static final int BURST = 8;

	private static final Duration IN_TIME = Duration.ofSeconds(1);

	private final List<Instance> instances = new CopyOnWriteArrayList<>();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger good = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	@Test
	void fleetScalesWithoutBeingRefused() {
		try (RedisServer redis = RedisServer.start(); CountingBackend backend = backend()) {
			scale(() -> leased(backend, redis));
			System.out.printf("%s of %s calls good, at most %s connections, %s refused%n", this.good, this.calls,
					backend.mostAtOnce(), backend.refused());
			assertThat(backend.refused()).isZero();
			assertThat(this.good.get()).isGreaterThanOrEqualTo(this.calls.get() * 99 / 100);
			assertThat(backend.mostAtOnce()).isLessThanOrEqualTo(BOUND);
		}
	}

	@Test
	@Control
	void plainPoolsAreRefused() {
		try (CountingBackend backend = backend()) {
			scale(() -> plain(backend));
			System.out.printf("%s of %s calls good, at most %s connections, %s refused%n", this.good, this.calls,
					backend.mostAtOnce(), backend.refused());
			assertThat(backend.refused()).isPositive();
		}
	}

	private static CountingBackend backend() {
		return CountingBackend.start(Duration.ofMillis(30), Duration.ofSeconds(1), BOUND);
	}

	private void scale(Supplier<Instance> start) {
		grow(4, start);
		pass(8);
		ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
		load.scheduleAtFixedRate(this::burst, 0, 40, TimeUnit.MILLISECONDS);
		pass(5);
		grow(12, start);
		pass(8);
		shrink(3);
		pass(8);
		load.shutdown();
		await().atMost(Duration.ofSeconds(10)).until(() -> this.ended.get() == this.calls.get());
		shrink(0);
	}

	private void grow(int count, Supplier<Instance> start) {
		while (this.instances.size() < count) {
			this.instances.add(start.get());
		}
	}

	private void shrink(int count) {
		List<Instance> leaving = new ArrayList<>();
		while (this.instances.size() > count) {
			leaving.add(this.instances.remove(0));
		}
		leaving.forEach((instance) -> instance.stop().run());
	}

	private static void pass(int seconds) {
		await().pollDelay(Duration.ofSeconds(seconds)).atMost(Duration.ofSeconds(seconds + 10L)).until(() -> true);
	}

	/**
	 * The calls of a burst are all for one instance.
	 */
	private void burst() {
		Instance instance = this.instances.get(this.calls.get() / BURST % this.instances.size());
		for (int call = 0; call < BURST; call++) {
			this.calls.incrementAndGet();
			long begin = System.nanoTime();
			instance.client()
				.get()
				.uri("/")
				.retrieve()
				.bodyToMono(String.class)
				.doFinally((end) -> this.ended.incrementAndGet())
				.subscribe((body) -> {
					if (System.nanoTime() - begin <= IN_TIME.toNanos()) {
						this.good.incrementAndGet();
					}
				}, (failure) -> {
				});
		}
	}

	private static Instance leased(CountingBackend backend, RedisServer redis) {
		String client = "lifeguard.clients.orders.";
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Auto.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s",
					"spring.data.redis.port=" + redis.port(), client + "base-url=" + backend.url(),
					client + "retry.enabled=false", client + "pool.max-pending=200", client + "fleet.mode=lease",
					client + "fleet.max-connections=" + BOUND, client + "fleet.replicas=" + REPLICAS,
					client + "fleet.lease-time=3s", client + "fleet.heartbeat=500ms",
					client + "fleet.quarantine=2500ms")
			.run();
		return new Instance(context.getBean(LifeguardClients.class).webClient("orders"), context::close);
	}

	private static Instance plain(CountingBackend backend) {
		ConnectionProvider connections = ConnectionProvider.builder("plain").maxConnections(50).build();
		WebClient client = WebClient.builder()
			.baseUrl(backend.url())
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
			.build();
		return new Instance(client, connections::dispose);
	}

	/**
	 * Instance of the application.
	 *
	 * @param client makes its calls
	 * @param stop ends it
	 */
	private record Instance(WebClient client, Runnable stop) {

	}

	/**
	 * Everything auto-configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

	}

}
