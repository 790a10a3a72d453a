package dev.lifeguard.retry;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;

/**
 * Clients and one backend with workers and a queue, in virtual time. A request that its
 * caller has given up is worked on all the same.
 */
final class SimulatedFleet {

	private static final double SECOND = 1e9;

	private static final double WINDOW = 0.5 * SECOND;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Random random = new Random(7);

	private final PriorityQueue<Event> events = new PriorityQueue<>();

	private final List<Retries> clients = new ArrayList<>();

	private final Backend backend;

	private final Load load;

	private final double end;

	private final int[] callsBySecond;

	private final int[] goodBySecond;

	private final List<double[]> ends = new ArrayList<>();

	private double now;

	private long order;

	private int attempts;

	private int calls;

	SimulatedFleet(Load load, Backend backend, double endSeconds, Supplier<BudgetSettings> budget) {
		this.load = load;
		this.backend = backend;
		this.end = endSeconds * SECOND;
		this.callsBySecond = new int[(int) endSeconds + 1];
		this.goodBySecond = new int[(int) endSeconds + 1];
		RetrySettings standard = RetrySettings.DEFAULTS;
		for (int client = 0; client < load.clients(); client++) {
			RetrySettings settings = new RetrySettings(true, load.maxAttempts(), standard.statuses(),
					standard.methods(), standard.backoff(), budget.get(), false);
			this.clients.add(Retries.of(settings, RetryRule.of(settings),
					new Sources(this.clock, InstantSource.system(), this.random::nextDouble), (failure) -> {
						throw new AssertionError(failure);
					}));
		}
	}

	static BudgetSettings learned() {
		return RetrySettings.DEFAULTS.budget();
	}

	static BudgetSettings byTraffic() {
		return new BudgetSettings(BudgetMode.FIXED, 0.2, null, null);
	}

	static BudgetSettings bucket(double ratio, double perSecond, int cap) {
		return new BudgetSettings(BudgetMode.FIXED, ratio, perSecond, cap);
	}

	static BudgetSettings blind() {
		return bucket(1, 1e6, 1_000_000);
	}

	SimulatedFleet run() {
		arrive();
		while (!this.events.isEmpty()) {
			Event next = this.events.remove();
			if (next.at() > this.end) {
				return this;
			}
			this.clock.advance(Duration.ofNanos((long) (next.at() - this.now)));
			this.now += (long) (next.at() - this.now);
			next.action().run();
		}
		return this;
	}

	private void at(double time, Runnable action) {
		this.events.add(new Event(Math.max(time, this.now), this.order++, action));
	}

	private void arrive() {
		at(this.now - Math.log(1 - this.random.nextDouble()) / this.load.perSecond() * SECOND, () -> {
			Retries client = this.clients.get(this.random.nextInt(this.clients.size()));
			if (inTrouble(this.now)) {
				this.calls++;
			}
			this.callsBySecond[(int) (this.now / SECOND)]++;
			new Call(client, this.now).attempt();
			arrive();
		});
	}

	private boolean inTrouble(double time) {
		return this.backend.trouble().isAt(time);
	}

	/**
	 * Return the calls that began in a span and were answered well, per call.
	 */
	double good(int fromSecond, int toSecond) {
		int calls = 0;
		int good = 0;
		for (int second = fromSecond; second < toSecond; second++) {
			calls += this.callsBySecond[second];
			good += this.goodBySecond[second];
		}
		return (double) good / calls;
	}

	double attemptsPerCall() {
		return (double) this.attempts / this.calls;
	}

	/**
	 * Return how long after the trouble nineteen of twenty calls succeed again, or
	 * infinity.
	 */
	double recoverySeconds() {
		double from = this.backend.trouble().to() * SECOND;
		for (double start = from; start + WINDOW < this.end; start += WINDOW) {
			double begin = start;
			long ended = this.ends.stream().filter((end) -> end[0] >= begin && end[0] < begin + WINDOW).count();
			long good = this.ends.stream()
				.filter((end) -> end[0] >= begin && end[0] < begin + WINDOW && end[1] > 0)
				.count();
			if (ended > 0 && good >= 0.95 * ended) {
				return (start - from) / SECOND;
			}
		}
		return Double.POSITIVE_INFINITY;
	}

	/**
	 * What the clients do.
	 *
	 * @param clients how many there are
	 * @param perSecond calls of all of them
	 * @param maxAttempts the most attempts of a call
	 * @param responseTimeoutSeconds the longest time of an attempt
	 */
	record Load(int clients, double perSecond, int maxAttempts, double responseTimeoutSeconds) {

		Load withoutRetries() {
			return new Load(this.clients, this.perSecond, 1, this.responseTimeoutSeconds);
		}

	}

	/**
	 * What happens to the backend.
	 *
	 * @param slowness by how much slower it is
	 * @param failing the share of requests that are answered with 503
	 * @param failsAtOnce whether such an answer costs nothing
	 * @param from when it begins, in seconds
	 * @param to when it ends
	 * @param noise the share of requests that are answered with 503 at any time
	 */
	record Trouble(double slowness, double failing, boolean failsAtOnce, double from, double to, double noise) {

		static Trouble fails(double share, boolean atOnce, double from, double to) {
			return new Trouble(1, share, atOnce, from, to, 0);
		}

		static Trouble slow(double slowness, double from, double to) {
			return new Trouble(slowness, 0, false, from, to, 0);
		}

		Trouble withNoise(double share) {
			return new Trouble(this.slowness, this.failing, this.failsAtOnce, this.from, this.to, share);
		}

		boolean isAt(double time) {
			return time >= this.from * SECOND && time < this.to * SECOND;
		}

	}

	/**
	 * What the calls go to.
	 */
	static final class Backend {

		private final double[] freeAt;

		private final double serviceSeconds;

		private final Trouble trouble;

		/**
		 * A backend.
		 * @param workers how many requests are worked on at once
		 * @param serviceSeconds how long one takes
		 * @param trouble what happens to it
		 */
		Backend(int workers, double serviceSeconds, Trouble trouble) {
			this.freeAt = new double[workers];
			this.serviceSeconds = serviceSeconds;
			this.trouble = trouble;
		}

		Trouble trouble() {
			return this.trouble;
		}

		/**
		 * Take a request in and return when it will have been answered.
		 */
		double answeredAt(double now, boolean costsNothing) {
			if (costsNothing) {
				return now + 1e6;
			}
			int first = 0;
			for (int worker = 1; worker < this.freeAt.length; worker++) {
				first = (this.freeAt[worker] < this.freeAt[first]) ? worker : first;
			}
			double begin = Math.max(now, this.freeAt[first]);
			boolean trouble = this.trouble.isAt(begin);
			this.freeAt[first] = begin + this.serviceSeconds * (trouble ? this.trouble.slowness() : 1) * SECOND;
			return this.freeAt[first];
		}

	}

	/**
	 * Something that happens.
	 */
	private record Event(double at, long order, Runnable action) implements Comparable<Event> {

		@Override
		public int compareTo(Event other) {
			int byTime = Double.compare(this.at, other.at);
			return (byTime != 0) ? byTime : Long.compare(this.order, other.order);
		}

	}

	/**
	 * One call.
	 */
	private final class Call {

		private final Retries retries;

		private final double began;

		private int number = 1;

		Call(Retries retries, double began) {
			this.retries = retries;
			this.began = began;
		}

		void attempt() {
			SimulatedFleet fleet = SimulatedFleet.this;
			if (inTrouble(this.began)) {
				fleet.attempts++;
			}
			Trouble trouble = fleet.backend.trouble();
			boolean fails = fleet.random.nextDouble() < (inTrouble(fleet.now) ? trouble.failing() : trouble.noise());
			double sent = fleet.now;
			double answered = fleet.backend.answeredAt(sent, fails && fleet.backend.trouble().failsAtOnce());
			double patience = sent + fleet.load.responseTimeoutSeconds() * SECOND;
			if (answered > patience) {
				at(patience, this::timedOut);
			}
			else {
				at(answered, () -> answered(fails ? 503 : 200, answered - sent));
			}
		}

		private void timedOut() {
			this.retries.unanswered(this.number, true);
			next(new Attempt(this.number, request(), new Failure(new IOException("timed out"), false)));
		}

		private void answered(int status, double nanos) {
			this.retries.answered(this.number, status, (long) nanos, false);
			if (status == 200) {
				over(true);
			}
			else {
				next(new Attempt(this.number, request(), new Answer(status)));
			}
		}

		private void next(Attempt attempt) {
			Decision decision = this.retries.next(attempt, Duration.ofSeconds(30));
			if (decision.isRetry()) {
				this.number++;
				at(SimulatedFleet.this.now + decision.delay().toNanos(), this::attempt);
			}
			else {
				over(false);
			}
		}

		private void over(boolean good) {
			SimulatedFleet.this.ends.add(new double[] { SimulatedFleet.this.now, good ? 1 : 0 });
			if (good) {
				SimulatedFleet.this.goodBySecond[(int) (this.began / SECOND)]++;
			}
		}

		private Request request() {
			return new Request("GET", false, true);
		}

	}

}
