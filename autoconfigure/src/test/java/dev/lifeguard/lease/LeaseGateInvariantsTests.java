package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

import dev.lifeguard.lease.GateSnapshot.RemoteLeases;
import dev.lifeguard.lease.Outcome.Kind;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what holds for a {@link LeaseGate} whatever is done to it, by many operations
 * at random: callers ask, leave, end, ask again from within an answer, and run out of
 * time, at several remotes and with bounds that change.
 */
class LeaseGateInvariantsTests {

	private static final int RUNS = 60;

	private static final int OPERATIONS = 400;

	private static final int MAX_PENDING = 8;

	private static final List<String> HOSTS = List.of("a", "b", "c");

	private static final List<Duration> TIMEOUTS = List.of(Duration.ZERO, Duration.ofMillis(30), Duration.ofMillis(300),
			Duration.ofSeconds(1), Duration.ofSeconds(30));

	private static final List<Outcome> OUTCOMES = List.of(Outcome.answered(200), Outcome.answered(200),
			Outcome.answered(503), Outcome.timedOut(Phase.FIRST_BYTE, 0), Outcome.timedOut(Phase.BODY, 200),
			Outcome.of(Kind.CANCELLED, 0), Outcome.of(Kind.FAILED, 0), Outcome.of(Kind.CONNECT_FAILED, 0));

	@ParameterizedTest
	@EnumSource
	void nobodyIsLostWhateverHappens(Order order) {
		Set<Object> seen = new HashSet<>();
		for (int seed = 0; seed < RUNS; seed++) {
			Run run = new Run(order, seed);
			run.operate();
			run.emptyOut();
			run.callers.forEach((caller) -> seen.add(caller.isGranted() ? "granted" : String.valueOf(caller.reason())));
		}
		assertThat(seen).contains("granted", "null", "QUEUE_FULL", "ACQUIRE_TIMEOUT", "DEADLINE");
	}

	/**
	 * One gate, those who came to it, and what is done to it next.
	 */
	private static final class Run {

		private final Random random;

		private final ManualNanoClock clock = new ManualNanoClock();

		private final ManualTimer timer = new ManualTimer(this.clock);

		private final Limit bound = new Limit(3);

		private final Limit boundPerRemote = new Limit(2);

		private final LeaseGate gate;

		private final List<Caller> callers = new ArrayList<>();

		private final Set<Lease> left = new HashSet<>();

		private int mostHeld;

		Run(Order order, long seed) {
			this.random = new Random(seed);
			this.gate = new LeaseGate(new GateSettings(MAX_PENDING, Duration.ofMillis(500), order), this.bound,
					this.boundPerRemote, this.clock, this.timer);
		}

		void operate() {
			for (int operation = 0; operation < OPERATIONS; operation++) {
				this.mostHeld = Math.max(held(), this.bound.getAsInt());
				operateOnce();
				check();
			}
		}

		private void operateOnce() {
			switch (this.random.nextInt(12)) {
				case 0, 1, 2, 3 -> ask(() -> {
				});
				case 4 -> ask(() -> ask(() -> {
				}));
				case 5 -> oneOf(Lease::isWaiting).forEach(this::leave);
				case 6, 7, 8 -> oneOf(Lease::isHeld).forEach((lease) -> lease.end(any(OUTCOMES)));
				case 9 -> changeTheBounds();
				default -> letTimeGoBy(Duration.ofMillis(this.random.nextInt(200)));
			}
		}

		private void ask(Runnable onAnswer) {
			Caller caller = new Caller(this.gate, any(HOSTS), Deadline.after(any(TIMEOUTS), this.clock), onAnswer);
			this.callers.add(caller);
			caller.ask();
		}

		private void leave(Lease lease) {
			assertThat(lease.cancel()).isTrue();
			this.left.add(lease);
		}

		private void changeTheBounds() {
			this.bound.change(1 + this.random.nextInt(4));
			this.boundPerRemote.change(1 + this.random.nextInt(3));
			this.mostHeld = Math.max(held(), this.bound.getAsInt());
			this.gate.boundChanged();
		}

		private void letTimeGoBy(Duration time) {
			this.clock.advance(time);
			this.timer.runDue();
		}

		private List<Lease> oneOf(Predicate<Lease> state) {
			List<Lease> all = leases(state);
			return all.isEmpty() ? all : List.of(any(all));
		}

		private <T> T any(List<T> all) {
			return all.get(this.random.nextInt(all.size()));
		}

		private List<Lease> leases(Predicate<Lease> state) {
			return this.callers.stream().map(Caller::lease).filter(state).toList();
		}

		private int held() {
			return leases(Lease::isHeld).size();
		}

		private void check() {
			List<Lease> waiting = leases(Lease::isWaiting);
			assertThat(this.callers).allMatch((caller) -> caller.answers() <= 1);
			assertThat(held()).isLessThanOrEqualTo(this.mostHeld).isEqualTo(this.gate.snapshot().connecting());
			assertThat(waiting).hasSize(this.gate.pending()).hasSizeLessThanOrEqualTo(MAX_PENDING);
			assertThat(this.timer.size()).isEqualTo(waiting.size());
			assertThat(this.gate.snapshot().remotes().values().stream().mapToInt(RemoteLeases::pending).sum())
				.isEqualTo(waiting.size());
			assertThat(waiting).as("stranded while a permit is free")
				.allMatch((lease) -> this.gate.isFull() || lease.remote().permits().isFull());
		}

		/**
		 * Let everybody have what he waits for, or his time go by.
		 */
		void emptyOut() {
			while (!this.gate.isIdle()) {
				leases(Lease::isHeld).forEach((lease) -> lease.end(any(OUTCOMES)));
				check();
				letTimeGoBy(Duration.ofMillis(20));
			}
			assertThat(this.callers)
				.allMatch((caller) -> caller.answers() == (this.left.contains(caller.lease()) ? 0 : 1));
			assertThat(this.callers.stream().map((caller) -> caller.lease().remote()).distinct())
				.as("nobody uses them any more")
				.allMatch(Remote::tryRetire);
		}

	}

}
