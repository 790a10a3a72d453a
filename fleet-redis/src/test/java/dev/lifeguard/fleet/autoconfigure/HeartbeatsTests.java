package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.Replica;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.Mode;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Heartbeats}.
 */
class HeartbeatsTests {

	private static final Duration HEARTBEAT = Duration.ofMillis(100);

	private final Store store = new Store();

	private final TestPool pool = new TestPool();

	private final List<Heartbeats> started = new ArrayList<>();

	@AfterEach
	void end() {
		this.store.gate.countDown();
		this.started.forEach(Heartbeats::close);
		await().atMost(Duration.ofSeconds(2)).until(() -> threads("lifeguard-fleet") == 0);
	}

	@Test
	void firstHeartbeatIsAtOnce() {
		start(member("a", Duration.ofHours(1)));
		await().atMost(Duration.ofSeconds(2)).until(() -> this.store.beats("a") == 1);
	}

	@Test
	void heartbeatsGoOn() {
		start(member("a", HEARTBEAT));
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") >= 5);
	}

	@Test
	void groupThatHangsAffectsNoOther() {
		this.store.hangs = "a";
		start(member("a", HEARTBEAT), member("a", HEARTBEAT), member("b", HEARTBEAT));
		await().atMost(Duration.ofSeconds(10)).until(() -> this.store.beats("b") >= 20);
		assertThat(this.store.beats("a")).as("one message waits, and nothing grows").isEqualTo(1);
		assertThat(threads("lifeguard-fleet")).isLessThanOrEqualTo(2);
		this.store.gate.countDown();
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") >= 5);
	}

	@Test
	void memberThatFailsAffectsNoOther() {
		this.store.breaks = "a";
		start(member("a", HEARTBEAT), member("b", HEARTBEAT));
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") >= 5 && this.store.beats("b") >= 5);
	}

	@Test
	void allLeaveWhenItIsStopped() {
		Heartbeats heartbeats = start(member("a", HEARTBEAT), member("a", HEARTBEAT), member("b", HEARTBEAT));
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") >= 2 && this.store.beats("b") >= 1);
		assertThat(timeOf(heartbeats::stop)).isLessThan(Duration.ofMillis(900));
		assertThat(this.store.left.get()).isEqualTo(3);
		int beats = this.store.beats("a");
		await().during(HEARTBEAT.multipliedBy(3)).until(() -> this.store.beats("a") == beats);
		await().atMost(Duration.ofSeconds(2)).until(() -> threads("lifeguard-fleet") == 0);
	}

	@Test
	void membersLeaveWhenTheirConnectionsAreClosed() {
		FleetMember member = member("a", HEARTBEAT);
		this.pool.use(5);
		Heartbeats heartbeats = start(member);
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") >= 1);
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(heartbeats::stop);
		await().during(HEARTBEAT).until(() -> this.store.left.get() == 0 && !stopped.isDone());
		this.pool.closeAll();
		await().atMost(Duration.ofSeconds(5)).until(stopped::isDone);
		assertThat(this.store.left.get()).isEqualTo(1);
		assertThat(this.store.leftWith).as("it has not left before").isZero();
	}

	@Test
	void stopDoesNotWaitForAStoreThatHangs() {
		this.store.hangs = "a";
		Heartbeats heartbeats = start(member("a", HEARTBEAT), member("b", HEARTBEAT));
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") == 1 && this.store.beats("b") >= 1);
		assertThat(timeOf(heartbeats::stop)).isLessThan(Duration.ofSeconds(2));
		assertThat(this.store.left.get()).as("the other one has left").isEqualTo(1);
		await().atMost(Duration.ofSeconds(2)).until(() -> threads("lifeguard-fleet") == 0);
	}

	@Test
	void applicationIsNotKeptAlive() {
		start(member("a", HEARTBEAT));
		await().atMost(Duration.ofSeconds(5)).until(() -> this.store.beats("a") >= 1);
		assertThat(Thread.getAllStackTraces().keySet())
			.filteredOn((thread) -> thread.getName().startsWith("lifeguard-fleet"))
			.isNotEmpty()
			.allMatch(Thread::isDaemon);
	}

	private static Duration timeOf(Runnable task) {
		long begin = System.nanoTime();
		task.run();
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	private static long threads(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name)).count();
	}

	private Heartbeats start(FleetMember... members) {
		Heartbeats heartbeats = Heartbeats.start(List.of(members), this.store);
		this.started.add(heartbeats);
		return heartbeats;
	}

	private FleetMember member(String group, Duration heartbeat) {
		FleetSettings settings = new FleetSettings(Mode.LEASE, 100, 10, group, 1, Duration.ofSeconds(3), heartbeat,
				Duration.ofSeconds(3), WhenUnreachable.FLOOR);
		FleetMember member = new FleetMember("client-" + group, new Replica(settings, System::nanoTime, () -> 0.5),
				this.pool, System::nanoTime);
		member.begin("1");
		return member;
	}

	/**
	 * Store that counts, hangs and breaks.
	 */
	private static final class Store implements BudgetStore {

		private volatile int leftWith = -1;

		private final Map<String, Integer> beats = new ConcurrentHashMap<>();

		private final AtomicInteger left = new AtomicInteger();

		private final CountDownLatch gate = new CountDownLatch(1);

		private volatile String hangs = "";

		private volatile String breaks = "";

		int beats(String group) {
			return this.beats.getOrDefault(group, 0);
		}

		@Override
		public Grant renew(Renewal renewal) {
			this.beats.merge(renewal.group(), 1, Integer::sum);
			if (renewal.group().equals(this.hangs)) {
				hang();
			}
			if (renewal.group().equals(this.breaks)) {
				throw new StackOverflowError("broken");
			}
			return new Grant(9, false, 90, 1, 9, renewal.wanted(), 0);
		}

		private void hang() {
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void leave(Renewal renewal) {
			this.leftWith = renewal.has();
			this.left.incrementAndGet();
		}

	}

}
