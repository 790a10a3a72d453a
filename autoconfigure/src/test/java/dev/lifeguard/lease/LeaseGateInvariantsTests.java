package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.GateSnapshot.RemoteLeases;
import dev.lifeguard.lease.Outcome.Kind;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what holds for a {@link LeaseGate} whatever is done to it, by many operations
 * at random: callers of every priority ask, leave, get their first byte, end, ask again
 * from within an answer, and run out of time, at several remotes and with bounds and
 * limits that change.
 */
class LeaseGateInvariantsTests {

	private static final int RUNS = 60;

	private static final int OPERATIONS = 400;

	private static final int MAX_PENDING = 8;

	private static final List<String> HOSTS = List.of("a", "b", "c");

	private static final List<Priority> PRIORITIES = List.of(Priority.values());

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

		/** In every other run. */
		private final @Nullable TestLimit limit;

		private final LeaseGate gate;

		private final List<Caller> callers = new ArrayList<>();

		private final Set<Lease> left = new HashSet<>();

		private int mostHeld;

		Run(Order order, long seed) {
			this.random = new Random(seed);
			this.limit = (seed % 2 == 0) ? null : new TestLimit(2);
			this.gate = new LeaseGate(new GateSettings(MAX_PENDING, Duration.ofMillis(500), order), this.bound,
					this.boundPerRemote, this.limit, this.clock, this.timer);
		}

		void operate() {
			for (int operation = 0; operation < OPERATIONS; operation++) {
				this.mostHeld = Math.max(held(), this.bound.getAsInt());
				operateOnce();
				check();
			}
		}

		private void operateOnce() {
			switch (this.random.nextInt(14)) {
				case 0, 1, 2, 3 -> ask(() -> {
				});
				case 4 -> ask(() -> ask(() -> {
				}));
				case 5 -> oneOf(Lease::isWaiting).forEach(this::leave);
				case 6, 7, 8 -> oneOf(Lease::isHeld).forEach((lease) -> lease.end(any(OUTCOMES)));
				case 9 -> changeTheBounds();
				case 10, 11 -> oneOf(Lease::isHeld).forEach((lease) -> lease.enter(Phase.BODY, this.clock.getAsLong()));
				default -> letTimeGoBy(Duration.ofMillis(this.random.nextInt(200)));
			}
		}

		private void ask(Runnable onAnswer) {
			AtomicReference<Caller> asked = new AtomicReference<>();
			Caller caller = new Caller(this.gate, any(HOSTS), Deadline.after(any(TIMEOUTS), this.clock), () -> {
				checkAnswer(asked.get());
				onAnswer.run();
			}).with(any(PRIORITIES));
			asked.set(caller);
			this.callers.add(caller);
			if (this.limit != null && this.random.nextInt(10) == 0) {
				this.limit.parked.add(caller.lease());
			}
			caller.ask();
		}

		private void checkAnswer(Caller caller) {
			Lease lease = caller.lease();
			if (caller.isGranted()) {
				checkShare(lease);
				assertThat(leases(Lease::isWaiting)).as("passed by one that matters less")
					.noneMatch((waiting) -> waiting.priority().compareTo(lease.priority()) < 0
							&& couldHaveBeenServed(waiting, lease));
			}
			else if (caller.reason() == Reason.QUEUE_FULL) {
				assertThat(leases(Lease::isWaiting)).as("kept although it matters less")
					.noneMatch((waiting) -> waiting.priority().compareTo(lease.priority()) > 0);
			}
		}

		/**
		 * One that was granted has left to the others what is theirs.
		 */
		private void checkShare(Lease granted) {
			Priority priority = granted.priority();
			long ofRemote = leases(Lease::isHeld).stream()
				.filter((lease) -> lease.remote() == granted.remote())
				.count();
			assertThat(held()).isLessThanOrEqualTo(priority.share(this.bound.getAsInt()));
			assertThat(ofRemote).isLessThanOrEqualTo(priority.share(this.boundPerRemote.getAsInt()));
			if (this.limit != null && !this.limit.parked.contains(granted)) {
				assertThat(leases((lease) -> lease.isHeld() && isCounted(lease)).size())
					.isLessThanOrEqualTo(priority.share(this.limit.current));
			}
		}

		private boolean isCounted(Lease lease) {
			return this.limit != null && !this.limit.parked.contains(lease) && lease.firstByteNanos() == 0;
		}

		/**
		 * Return whether one could have had the permit that another has got.
		 */
		private boolean couldHaveBeenServed(Lease waiting, Lease granted) {
			boolean remote = waiting.remote() == granted.remote()
					|| !waiting.remote().permits().isFull(waiting.priority());
			return remote && (this.limit == null || !this.limit.parked.contains(granted));
		}

		private void leave(Lease lease) {
			assertThat(lease.cancel()).isTrue();
			this.left.add(lease);
		}

		private void changeTheBounds() {
			this.bound.change(1 + this.random.nextInt(12));
			this.boundPerRemote.change(1 + this.random.nextInt(7));
			if (this.limit != null) {
				this.limit.current = 1 + this.random.nextInt(7);
			}
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

		private int taken() {
			GateSnapshot numbers = this.gate.snapshot();
			return numbers.active() + numbers.connecting();
		}

		private void check() {
			List<Lease> waiting = leases(Lease::isWaiting);
			assertThat(this.callers).allMatch((caller) -> caller.answers() <= 1);
			assertThat(held()).isLessThanOrEqualTo(this.mostHeld).isEqualTo(taken());
			assertThat(waiting).hasSize(this.gate.pending()).hasSizeLessThanOrEqualTo(MAX_PENDING);
			assertThat(this.timer.size()).isEqualTo(waiting.size());
			assertThat(this.gate.snapshot().remotes().values().stream().mapToInt(RemoteLeases::pending).sum())
				.isEqualTo(waiting.size());
			assertThat(waiting).as("stranded while a permit is free")
				.allMatch((lease) -> this.gate.isFull(lease.priority())
						|| lease.remote().permits().isFull(lease.priority()));
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
