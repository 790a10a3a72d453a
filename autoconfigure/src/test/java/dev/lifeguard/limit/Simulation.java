package dev.lifeguard.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * Discrete-event simulation of one client and its backend, in virtual time and with the
 * same calls for every limiter. The backend works on what nobody waits for any more, in
 * the order of arrival; the client's waiters are served in the gate's adaptive order, for
 * a second. Nothing is retried.
 */
final class Simulation {

	private static final double SECOND = 1e9;

	private static final double ACQUIRE_TIMEOUT = 1;

	private static final double STANDING = 0.1;

	private static final double QUICK = 0.003;

	private static final double BETWEEN_BURSTS = 10;

	private final Scenario scenario;

	private final Random arrivals;

	private final Random calls;

	private final Queue<Event> events = new PriorityQueue<>();

	private final Deque<Call> waiting = new ArrayDeque<>();

	private final Deque<Call> accepted = new ArrayDeque<>();

	private final Score score = new Score();

	private long order;

	private double now;

	private double notEmptySince;

	private int unanswered;

	private int busy;

	private Limiter limiter = () -> 0;

	Simulation(Scenario scenario, long seed) {
		this.scenario = scenario;
		this.arrivals = new Random(seed);
		this.calls = new Random(~seed);
	}

	/**
	 * Return the virtual time.
	 * @return nanoseconds, as a clock that does not begin at zero tells it
	 */
	long nanos() {
		return (long) ((1000 + this.now) * SECOND);
	}

	Score run(Limiter limiter) {
		this.limiter = limiter;
		next();
		for (double time = BETWEEN_BURSTS; time < Scenario.END && this.scenario.burst() > 1; time += BETWEEN_BURSTS) {
			at(time, this::burst);
		}
		while (!this.events.isEmpty()) {
			Event event = this.events.remove();
			this.now = event.time;
			event.deed.run();
		}
		return this.score;
	}

	private void at(double time, Runnable deed) {
		this.events.add(new Event(time, this.order++, deed));
	}

	private void next() {
		double time = this.now + this.scenario.pause(this.now, this.arrivals);
		if (time < Scenario.END) {
			at(time, () -> {
				arrive();
				next();
			});
		}
	}

	private void burst() {
		for (int call = 0; call < this.scenario.burst(); call++) {
			arrive();
		}
	}

	private void arrive() {
		Call call = new Call(this.scenario, this.now, this.calls);
		if (this.waiting.isEmpty() && this.unanswered < this.limiter.permits()) {
			send(call);
			return;
		}
		this.limiter.blocked();
		if (this.waiting.isEmpty()) {
			this.notEmptySince = this.now;
		}
		this.waiting.add(call);
		at(this.now + ACQUIRE_TIMEOUT, () -> {
			if (this.waiting.remove(call)) {
				this.score.add(call.began, false);
			}
		});
		serve();
	}

	private void serve() {
		while (!this.waiting.isEmpty() && this.unanswered < this.limiter.permits()) {
			boolean newestFirst = this.now - this.notEmptySince >= STANDING;
			send(newestFirst ? this.waiting.removeLast() : this.waiting.removeFirst());
		}
	}

	private void send(Call call) {
		this.unanswered++;
		this.limiter.sent(this.unanswered);
		call.sent = this.now;
		at(this.now + this.scenario.responseTimeout(), () -> end(call, Signal.TIMED_OUT));
		if (call.luck < this.scenario.pushback(this.now)) {
			at(this.now + QUICK, () -> end(call, Signal.PUSHED_BACK));
		}
		else if (!this.scenario.isHanging(this.now, call.route)) {
			this.accepted.add(call);
			work();
		}
	}

	private void work() {
		while (!this.accepted.isEmpty() && this.busy < this.scenario.workers(this.now)) {
			Call call = this.accepted.remove();
			this.busy++;
			at(this.now + call.work * this.scenario.slowness(this.now), () -> {
				this.busy--;
				end(call, Signal.ANSWERED);
				work();
			});
		}
	}

	private void end(Call call, Signal signal) {
		if (!call.ended) {
			call.ended = true;
			this.unanswered--;
			this.score.add(call.began, signal == Signal.ANSWERED);
			long nanos = (long) ((this.now - call.sent) * SECOND);
			this.limiter.ended(this.scenario.template(call.route), signal, nanos);
			serve();
		}
	}

	/**
	 * Something that happens.
	 *
	 * @param time when, in seconds
	 * @param order before which others of that time
	 * @param deed what
	 */
	private record Event(double time, long order, Runnable deed) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int byTime = Double.compare(this.time, other.time);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

	/**
	 * One call.
	 */
	private static final class Call {

		private final double began;

		private final int route;

		private final double work;

		private final double luck;

		private double sent;

		private boolean ended;

		Call(Scenario scenario, double now, Random random) {
			this.began = now;
			this.route = scenario.route(now, random.nextDouble());
			this.work = scenario.work(this.route, random);
			this.luck = random.nextDouble();
		}

	}

}
