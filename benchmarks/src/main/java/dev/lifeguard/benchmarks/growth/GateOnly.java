package dev.lifeguard.benchmarks.growth;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.BiConsumer;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.Order;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.time.TimerThread;
import org.jspecify.annotations.Nullable;

/**
 * Cost of the gate alone while callers wait in it: one that leaves, the one that is let
 * in for it, and a new one that joins.
 */
final class GateOnly implements Experiment {

	private static final int PLACES = 8;

	private static final int MANY = 200_000;

	private static final int TURNS = 500_000;

	private static final int SMALL = 10;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		measure(SMALL);
		measure(SMALL);
		for (int size : setting.sizes()) {
			System.gc();
			results.accept(size, measure(size));
		}
	}

	private static double[] measure(int waiting) {
		try (TimerThread timer = new TimerThread()) {
			Callers callers = new Callers(gate(timer));
			callers.join(waiting + PLACES);
			callers.turn(TURNS / PLACES);
			Cost cost = new Cost();
			callers.turn(TURNS);
			return cost.per(TURNS);
		}
	}

	static LeaseGate gate(TimerThread timer) {
		return new LeaseGate(new GateSettings(MANY, Duration.ofMinutes(10), Order.ADAPTIVE), () -> PLACES, () -> PLACES,
				System::nanoTime, timer);
	}

	/**
	 * Those that stand at a gate, and those that were let in.
	 */
	static final class Callers {

		private final LeaseGate gate;

		private final Deque<Lease> inside = new ArrayDeque<>();

		Callers(LeaseGate gate) {
			this.gate = gate;
		}

		void join(int count) {
			for (int caller = 0; caller < count; caller++) {
				Caller callback = new Caller(this.inside);
				Lease lease = this.gate.lease("127.0.0.1", 80, () -> Long.MAX_VALUE, callback);
				callback.lease = lease;
				lease.acquire();
			}
		}

		void turn(int count) {
			for (int turn = 0; turn < count; turn++) {
				this.inside.remove().end(Outcome.answered(200));
				join(1);
			}
		}

	}

	private static final class Caller implements LeaseCallback {

		private final Deque<Lease> inside;

		private @Nullable Lease lease;

		Caller(Deque<Lease> inside) {
			this.inside = inside;
		}

		@Override
		public void granted() {
			this.inside.add(Objects.requireNonNull(this.lease));
		}

		@Override
		public void refused(Reason reason) {
			throw new IllegalStateException(reason.toString());
		}

	}

}
