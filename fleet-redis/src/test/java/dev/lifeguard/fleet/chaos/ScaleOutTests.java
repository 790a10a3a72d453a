package dev.lifeguard.fleet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
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

	/**
	 * How long a call may wait for its permit, and for its response: long for a machine
	 * that does something else as well.
	 */
	private static final String PATIENCE = "10s";

	private static final Duration SOON = Duration.ofSeconds(1);

	private final List<Instance> instances = new ArrayList<>();

	private final AtomicInteger bursts = new AtomicInteger();

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicInteger good = new AtomicInteger();

	private final AtomicInteger soon = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	@Test
	void fleetScalesWithoutBeingRefused() {
		try (RedisServer redis = RedisServer.start(); CountingBackend backend = backend()) {
			scale(() -> leased(backend, redis));
			report(backend);
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
			report(backend);
			assertThat(backend.refused()).isPositive();
		}
	}

	private void report(CountingBackend backend) {
		System.out.printf("%s of %s calls good, %s of them within a second; at most %s connections, %s refused%n",
				this.good, this.calls, this.soon, backend.mostAtOnce(), backend.refused());
	}

	private static CountingBackend backend() {
		return CountingBackend.start(Duration.ofMillis(30), Duration.ofSeconds(1), BOUND);
	}

	private void scale(Supplier<Instance> start) {
		grow(4, start);
		ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
		load.scheduleWithFixedDelay(this::burst, 0, 40, TimeUnit.MILLISECONDS);
		pass(5);
		grow(12, start);
		pass(8);
		shrink(3);
		pass(8);
		load.shutdown();
		await().atMost(Duration.ofSeconds(40)).until(() -> load.isTerminated() && this.ended.get() == this.calls.get());
		assertThat(this.calls.get()).as("load until the end").isEqualTo(this.bursts.get() * BURST).isGreaterThan(1000);
		shrink(0);
	}

	/**
	 * An instance is called from the beginning, and all have their leases at the end.
	 */
	private void grow(int count, Supplier<Instance> start) {
		while (size() < count) {
			Instance instance = start.get();
			synchronized (this.instances) {
				this.instances.add(instance);
			}
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> this.instances.stream().allMatch(Instance::hasLease));
	}

	private int size() {
		synchronized (this.instances) {
			return this.instances.size();
		}
	}

	/**
	 * An instance that leaves is called no more, and then told to stop.
	 */
	private void shrink(int count) {
		List<Instance> leaving;
		synchronized (this.instances) {
			List<Instance> first = this.instances.subList(0, this.instances.size() - count);
			leaving = List.copyOf(first);
			first.clear();
		}
		leaving.forEach((instance) -> instance.stop().run());
	}

	private static void pass(int seconds) {
		await().pollDelay(Duration.ofSeconds(seconds)).atMost(Duration.ofSeconds(seconds + 60L)).until(() -> true);
	}

	/**
	 * The calls of a burst are all for one instance.
	 */
	private void burst() {
		synchronized (this.instances) {
			call(this.instances.get(this.bursts.getAndIncrement() % this.instances.size()));
		}
	}

	private void call(Instance instance) {
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
					this.good.incrementAndGet();
					this.soon.addAndGet((System.nanoTime() - begin <= SOON.toNanos()) ? 1 : 0);
				}, (failure) -> {
				});
		}
	}

	private static Instance leased(CountingBackend backend, RedisServer redis) {
		String client = "lifeguard.clients.orders.";
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Auto.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "spring.reactor.netty.shutdown-quiet-period=0s",
					"spring.data.redis.port=" + redis.port(), client + "base-url=" + backend.url(),
					client + "retry.enabled=false", client + "pool.max-pending=200",
					client + "pool.acquire-timeout=" + PATIENCE, client + "timeout.response=" + PATIENCE,
					client + "timeout.call=30s", client + "fleet.mode=lease", client + "fleet.max-connections=" + BOUND,
					client + "fleet.replicas=" + REPLICAS, client + "fleet.lease-time=3s",
					client + "fleet.heartbeat=500ms", client + "fleet.quarantine=2500ms")
			.run();
		LifeguardClients clients = context.getBean(LifeguardClients.class);
		return new Instance(clients.webClient("orders"), () -> isLeased(clients), context::close);
	}

	private static boolean isLeased(LifeguardClients clients) {
		FleetSnapshot fleet = clients.snapshot("orders").fleet();
		return fleet != null && fleet.state() == State.LEASED;
	}

	private static Instance plain(CountingBackend backend) {
		ConnectionProvider connections = ConnectionProvider.builder("plain").maxConnections(50).build();
		WebClient client = WebClient.builder()
			.baseUrl(backend.url())
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
			.build();
		return new Instance(client, () -> true, connections::dispose);
	}

	/**
	 * Instance of the application.
	 *
	 * @param client makes its calls
	 * @param leased whether it has a lease
	 * @param stop ends it
	 */
	private record Instance(WebClient client, BooleanSupplier leased, Runnable stop) {

		boolean hasLease() {
			return this.leased.getAsBoolean();
		}

	}

	/**
	 * Everything auto-configured.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

	}

}
