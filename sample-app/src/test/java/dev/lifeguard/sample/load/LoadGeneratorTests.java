package dev.lifeguard.sample.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadGenerator} on sides that answer at once, or never.
 */
class LoadGeneratorTests {

	private static final int MANY = 1000;

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final List<String> reports = new CopyOnWriteArrayList<>();

	private final AtomicInteger forgotten = new AtomicInteger();

	private final AtomicBoolean silent = new AtomicBoolean();

	private final Switches switches = new Switches();

	private final LoadGenerator load = new LoadGenerator(new Recorded("plain"), new Recorded("lifeguard"),
			this.switches);

	@AfterEach
	void stop() {
		this.load.close();
	}

	@Test
	void sidesGetTheSameCallsAndTakeTurnsInBeingFirst() {
		this.load.start(MANY);
		Awaitility.await().until(() -> this.calls.size() >= MANY);
		this.load.stop();
		Awaitility.await().during(Duration.ofMillis(50)).until(this.calls::size, (size) -> size % 2 == 0);

		List<String> pair = this.calls.subList(0, 4);
		assertThat(pair).containsExactly("plain", "lifeguard", "lifeguard", "plain");
		for (int i = 4; i + 4 <= this.calls.size(); i += 4) {
			assertThat(this.calls.subList(i, i + 4)).isEqualTo(pair);
		}
		assertThat(this.load.plain().takeCounts().answered()).isEqualTo(this.calls.size() / 2);
		assertThat(this.load.lifeguard().takeCounts().answered()).isEqualTo(this.calls.size() / 2);
	}

	@Test
	void oneOfFiftyIsForgottenOnEachSide() {
		this.switches.turn(Switch.LEAK, true);
		this.load.start(MANY);
		Awaitility.await().until(() -> this.calls.size() >= 400);
		this.load.stop();
		Awaitility.await().during(Duration.ofMillis(50)).until(this.calls::size, (size) -> size % 2 == 0);

		int pairs = this.calls.size() / 2;
		assertThat(this.forgotten).hasValue(2 * ((pairs + 49) / 50));
	}

	@Test
	void bothSidesHaveTheBatchJobWhileThereAreCalls() {
		this.load.batch(true);
		assertThat(this.reports).isEmpty();

		this.load.start(MANY);
		Awaitility.await().until(() -> this.calls.size() >= 10);
		assertThat(this.reports).hasSize(2 * BatchJob.AT_ONCE).contains("plain", "lifeguard");
		assertThat(this.load.hasBatch()).isTrue();

		this.load.start(MANY);
		assertThat(this.reports).hasSize(2 * BatchJob.AT_ONCE);

		this.load.stop();
		this.load.start(MANY);
		assertThat(this.reports).hasSize(4 * BatchJob.AT_ONCE);
	}

	@Test
	void callersGoAfterTheirPatienceAndCallsUnderWayAreBounded() {
		this.silent.set(true);
		long now = System.nanoTime();
		Lane lane = this.load.plain();
		for (int i = 0; i < Lane.MOST_IN_FLIGHT + 3; i++) {
			lane.call(false, now);
		}
		assertThat(lane.inFlight()).isEqualTo(Lane.MOST_IN_FLIGHT);
		assertThat(this.calls).hasSize(Lane.MOST_IN_FLIGHT);
		assertThat(lane.takeCounts().late()).isEqualTo(3);

		lane.letGo(now + LoadGenerator.PATIENCE.toNanos() - 1);
		assertThat(lane.takeCounts().late()).isZero();

		lane.letGo(now + LoadGenerator.PATIENCE.toNanos());
		assertThat(lane.takeCounts().late()).isEqualTo(Lane.MOST_IN_FLIGHT);
		assertThat(lane.inFlight()).isEqualTo(Lane.MOST_IN_FLIGHT);
	}

	@Test
	void pauseIsFollowedByBurstAtMost() {
		Schedule schedule = new Schedule(MANY, 0);

		assertThat(schedule.due(Duration.ofMillis(10).toNanos())).isEqualTo(10);
		assertThat(schedule.due(Duration.ofMillis(10).toNanos())).isZero();
		assertThat(schedule.due(Duration.ofSeconds(10).toNanos())).isEqualTo(Schedule.BURST);
		assertThat(schedule.due(Duration.ofMillis(10_005).toNanos())).isEqualTo(5);
	}

	/**
	 * A side that writes down each call.
	 */
	private final class Recorded implements Side {

		private final String name;

		private Recorded(String name) {
			this.name = name;
		}

		@Override
		public Mono<?> call() {
			LoadGeneratorTests.this.calls.add(this.name);
			return LoadGeneratorTests.this.silent.get() ? Mono.never() : Mono.just("orders");
		}

		@Override
		public Mono<?> report() {
			LoadGeneratorTests.this.reports.add(this.name);
			return Mono.never();
		}

		@Override
		public Mono<?> forget() {
			LoadGeneratorTests.this.forgotten.incrementAndGet();
			return call();
		}

		@Override
		public PoolState pool() {
			return new PoolState(0, 0, 0, 0, 1);
		}

	}

}
