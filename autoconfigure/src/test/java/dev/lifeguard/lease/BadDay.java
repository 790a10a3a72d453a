package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.time.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * Simulated day of a gate with ten permits, before a backend of four workers that need 24
 * ms for a call, give or take a hundredth. A call comes every 10 ms, and its caller waits
 * for a second. In the middle of the day the backend is in trouble for eight seconds.
 * There are no threads and no sockets, and the same seed makes the same day.
 */
final class BadDay {

	private static final Duration BETWEEN_CALLS = Duration.ofMillis(10);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final int TROUBLE_SECONDS = 8;

	private static final Duration TROUBLE_FROM = Duration.ofSeconds(2);

	private static final Duration TROUBLE_TO = TROUBLE_FROM.plusSeconds(TROUBLE_SECONDS);

	private static final Duration END = TROUBLE_TO.plusSeconds(2);

	private static final int PERMITS = 10;

	private static final int MAY_WAIT = 50;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Queue<Event> events = new PriorityQueue<>(
			Comparator.comparingLong(Event::nanos).thenComparingLong(Event::number));

	private final Backend backend;

	private final LeaseGate gate;

	private final Duration deadline;

	private long lastEvent;

	private int good;

	/**
	 * Create the day.
	 * @param order the order of the gate
	 * @param deadline what the gate is told of the time that callers have; if it is
	 * longer than they wait, they hang up
	 * @param seed chooses how long each call takes
	 */
	BadDay(Order order, Duration deadline, long seed) {
		this.gate = new LeaseGate(new GateSettings(MAY_WAIT, PATIENCE, order), () -> PERMITS, () -> PERMITS, this.clock,
				this::schedule);
		this.deadline = deadline;
		this.backend = new Backend(new Random(seed));
	}

	/**
	 * Return how many calls that came during the trouble were answered while their caller
	 * was there, for each second of it.
	 */
	double good(Trouble trouble) {
		for (Duration at = Duration.ZERO; at.compareTo(END) < 0; at = at.plus(BETWEEN_CALLS)) {
			boolean counts = at.compareTo(TROUBLE_FROM) >= 0 && at.compareTo(TROUBLE_TO) < 0;
			schedule(() -> new Call(counts).begin(), at.toNanos());
		}
		schedule(() -> this.backend.suffers(trouble), TROUBLE_FROM.toNanos());
		schedule(() -> this.backend.suffers(Trouble.NONE), TROUBLE_TO.toNanos());
		run();
		return (double) this.good / TROUBLE_SECONDS;
	}

	private void run() {
		Event next = this.events.poll();
		while (next != null) {
			this.clock.advance(Duration.ofNanos(next.nanos() - this.clock.getAsLong()));
			next.task().run();
			next = this.events.poll();
		}
	}

	private Runnable schedule(Runnable task, long delayNanos) {
		AtomicBoolean cancelled = new AtomicBoolean();
		this.events.add(new Event(this.clock.getAsLong() + delayNanos, this.lastEvent++, () -> {
			if (!cancelled.get()) {
				task.run();
			}
		}));
		return () -> cancelled.set(true);
	}

	/**
	 * What is the matter with the backend.
	 */
	enum Trouble {

		/** Nothing. */
		NONE(4, Duration.ofMillis(24)),

		/** It needs ten times as long, and would have to serve six times as many. */
		SLOW(4, Duration.ofMillis(240)),

		/** Half of it is gone, and it would have to serve a fifth more than it can. */
		HALVED(2, Duration.ofMillis(24));

		private final int workers;

		private final Duration time;

		Trouble(int workers, Duration time) {
			this.workers = workers;
			this.time = time;
		}

	}

	private record Event(long nanos, long number, Runnable task) {

	}

	/**
	 * Works on one call after the other, also on those whose caller has gone.
	 */
	private final class Backend {

		private final Deque<Call> waiting = new ArrayDeque<>();

		private final Random random;

		private Trouble trouble = Trouble.NONE;

		private int working;

		Backend(Random random) {
			this.random = random;
		}

		private void suffers(Trouble trouble) {
			this.trouble = trouble;
			work();
		}

		private void accept(Call call) {
			this.waiting.add(call);
			work();
		}

		private void work() {
			while (this.working < this.trouble.workers && !this.waiting.isEmpty()) {
				this.working++;
				Call call = this.waiting.remove();
				schedule(() -> finish(call), time());
			}
		}

		private void finish(Call call) {
			this.working--;
			call.answered();
			work();
		}

		private long time() {
			return (long) (this.trouble.time.toNanos() * (0.99 + 0.02 * this.random.nextDouble()));
		}

	}

	private final class Call implements LeaseCallback {

		private final boolean counts;

		private @Nullable Lease lease;

		Call(boolean counts) {
			this.counts = counts;
		}

		private void begin() {
			Deadline deadline = Deadline.after(BadDay.this.deadline, BadDay.this.clock);
			Lease lease = BadDay.this.gate.lease("a", 80, deadline, this);
			this.lease = lease;
			schedule(this::giveUp, PATIENCE.toNanos());
			lease.acquire();
		}

		@Override
		public void granted() {
			BadDay.this.backend.accept(this);
		}

		@Override
		public void refused(Reason reason) {
			this.lease = null;
		}

		private void giveUp() {
			Lease lease = this.lease;
			this.lease = null;
			if (lease != null) {
				boolean hangsUp = lease.remainingNanos() > 0;
				lease.cancel();
				lease.end(hangsUp ? Outcome.of(Outcome.Kind.CANCELLED, 0) : Outcome.timedOut(Phase.FIRST_BYTE, 0));
			}
		}

		private void answered() {
			Lease lease = this.lease;
			this.lease = null;
			if (lease != null) {
				BadDay.this.good += this.counts ? 1 : 0;
				lease.end(Outcome.answered(200));
			}
		}

	}

}
