package dev.lifeguard.fleet.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.Control;
import dev.lifeguard.fleet.LongRun;
import dev.lifeguard.fleet.RedisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A minute of a fleet of real processes on real sockets in which everything fails: the
 * backend never has more connections than the budget.
 */
@Alone
@LongRun
class ChaosTests {

	private static final int APPLICATIONS = 6;

	private static final int BUDGET = 40;

	/** Twice as long as a lease. */
	private static final Duration LONG = Duration.ofSeconds(8);

	private static final Duration START = Duration.ofMinutes(3);

	/**
	 * With the time of a request it is much shorter than the quarantine, because on a
	 * busy machine everybody is late.
	 */
	private static final Duration KEEP_ALIVE = Duration.ofSeconds(1);

	private static final Duration SERVICE = Duration.ofMillis(100);

	private final Random random = new Random(7);

	private final List<Child> children = new ArrayList<>();

	private final List<Child> gone = new ArrayList<>();

	@Test
	void backendNeverHasMoreConnectionsThanTheBudget() {
		Report report = run(false);
		System.out.println(report);
		assertThat(report.mostAtOnce()).as(report.toString()).isLessThanOrEqualTo(BUDGET);
		assertThat(report.answered()).as(report.toString()).isGreaterThan(1000);
	}

	@Test
	@Control
	void naiveLeasesDoNotHold() {
		Report report = run(true);
		System.out.println(report);
		assertThat(report.mostAtOnce()).isGreaterThan(BUDGET);
	}

	private Report run(boolean naive) {
		try (CountingBackend backend = CountingBackend.start(SERVICE, KEEP_ALIVE, Integer.MAX_VALUE);
				RedisServer redis = RedisServer.start();
				TcpProxy one = TcpProxy.to(redis.port());
				TcpProxy other = TcpProxy.to(redis.port())) {
			for (int index = 0; index < APPLICATIONS; index++) {
				this.children.add(start(backend, (index % 2 == 0) ? one : other, naive));
			}
			await().atMost(START).until(() -> this.children.stream().allMatch(Child::hasBegun));
			await().atMost(START).until(() -> backend.mostAtOnce() > BUDGET / 2);
			long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
			while (System.nanoTime() - end < 0 && backend.mostAtOnce() <= BUDGET) {
				fail(backend, redis, one, other, naive);
				pass(Duration.ofMillis(1000 + this.random.nextInt(2000)));
			}
			return new Report(backend.mostAtOnce(), backend.answered(), good(), backend.late());
		}
		finally {
			this.children.forEach(Child::close);
		}
	}

	private int good() {
		return Stream.concat(this.children.stream(), this.gone.stream()).mapToInt(Child::good).sum();
	}

	private void fail(CountingBackend backend, RedisServer redis, TcpProxy one, TcpProxy other, boolean naive) {
		int index = this.random.nextInt(APPLICATIONS);
		Child child = this.children.get(index);
		switch (this.random.nextInt(9)) {
			case 0 -> {
				child.close();
				this.gone.add(child);
				this.children.set(index, start(backend, this.random.nextBoolean() ? one : other, naive));
			}
			case 1, 2, 3 -> {
				child.stop();
				later(LONG).execute(child::goOn);
			}
			case 4 -> {
				redis.kill();
				redis.restart();
			}
			case 5 -> redis.cli("flushall");
			default -> {
				TcpProxy cut = this.random.nextBoolean() ? one : other;
				cut.cut();
				later(LONG).execute(cut::heal);
			}
		}
	}

	private static Executor later(Duration delay) {
		return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void pass(Duration time) {
		await().pollDelay(time).atMost(START).until(() -> true);
	}

	private static Child start(CountingBackend backend, TcpProxy redis, boolean naive) {
		return Child.start(List.of("naive=" + naive, "load=15", "spring.data.redis.port=" + redis.port(),
				"spring.data.redis.timeout=1s", "lifeguard.clients.orders.base-url=" + backend.url(),
				"lifeguard.clients.orders.timeout.response=1s", "lifeguard.clients.orders.retry.enabled=false",
				"lifeguard.clients.orders.pool.max-connections=30", "lifeguard.clients.orders.fleet.mode=lease",
				"lifeguard.clients.orders.fleet.max-connections=" + BUDGET,
				"lifeguard.clients.orders.fleet.replicas=10", "lifeguard.clients.orders.fleet.lease-time=4s",
				"lifeguard.clients.orders.fleet.heartbeat=500ms", "lifeguard.clients.orders.fleet.quarantine=4s"));
	}

	/**
	 * What a minute was like.
	 *
	 * @param mostAtOnce the most sockets that the backend has had
	 * @param answered how many requests it has answered
	 * @param good how many calls the applications say were good
	 * @param late how long the backend did nothing at most: more than the margin of the
	 * quarantine says that the machine was too busy for this test
	 */
	private record Report(int mostAtOnce, long answered, int good, Duration late) {

	}

}
