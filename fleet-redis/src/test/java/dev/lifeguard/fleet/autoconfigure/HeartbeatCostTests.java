package dev.lifeguard.fleet.autoconfigure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.Fleets;
import dev.lifeguard.fleet.ManualClock;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Replica;
import dev.lifeguard.fleet.redis.RedisBudgetStore;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.registry.ClientRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a heartbeat costs the client: time of the processor that all threads of the JVM
 * use together for ten looks at a pool with calls in flight, a message to a real Redis
 * and its answer. The numbers are printed.
 */
@Alone
class HeartbeatCostTests {

	private static final int CALLS = 20;

	private static final int LOOKS = 10;

	private static final int FIRST = 100;

	private static final int BEATS = 2000;

	private static final double MOST_MICROS = 1000;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final String CLIENT = "lifeguard.clients.orders.";

	private final ManualClock clock = new ManualClock();

	@Test
	void heartbeatCostsTheClientLittle() {
		DisposableServer backend = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> Mono.never())
			.bindNow();
		try (RedisServer redis = RedisServer.start(); FleetApp app = app(redis, backend)) {
			app.load(CALLS);
			await().atMost(Duration.ofSeconds(20)).until(() -> app.clients().snapshot("orders").active() == CALLS);
			LettuceConnectionFactory connections = redis.connect();
			measure(app, new RedisBudgetStore(() -> connections));
			connections.destroy();
			app.rest();
		}
		finally {
			backend.disposeNow();
		}
	}

	/**
	 * An application whose own heartbeats are rare.
	 */
	private static FleetApp app(RedisServer redis, DisposableServer backend) {
		return FleetApp.start(redis.port(), "spring.lifecycle.timeout-per-shutdown-phase=2s",
				CLIENT + "base-url=http://127.0.0.1:" + backend.port(), CLIENT + "timeout.response=5m",
				CLIENT + "timeout.call=5m", CLIENT + "fleet.floor=" + CALLS, CLIENT + "fleet.max-connections=400",
				CLIENT + "fleet.heartbeat=60s", CLIENT + "fleet.lease-time=180s");
	}

	private void measure(FleetApp app, RedisBudgetStore store) {
		FleetSettings settings = Fleets.of(400, 10);
		FleetMember member = new FleetMember("orders", new Replica(settings, this.clock, () -> 0.5),
				LeasedPool.of(app.bean(ClientRegistry.class).client("orders")), this.clock);
		member.begin("cost");
		double first = micros(member, store, FIRST);
		micros(member, store, BEATS);
		double later = micros(member, store, BEATS);
		System.out.printf(Locale.ROOT,
				"a heartbeat costs the client %.0f us of processor time with %s calls in flight, each of the first %s %.0f us%n",
				later, CALLS, FIRST, first);
		assertThat(later).isPositive().isLessThanOrEqualTo(MOST_MICROS);
	}

	private double micros(FleetMember member, RedisBudgetStore store, int beats) {
		long before = processorNanos();
		for (int look = 0; look < beats * LOOKS; look++) {
			this.clock.advance(Duration.ofMillis(500));
			if (member.look()) {
				member.renew(store);
			}
		}
		return (processorNanos() - before) / 1000.0 / beats;
	}

	/**
	 * Threads of the JVM itself, which compile and collect, are not among them.
	 */
	private static long processorNanos() {
		return Arrays.stream(THREADS.getAllThreadIds()).map(THREADS::getThreadCpuTime).filter((time) -> time > 0).sum();
	}

}
