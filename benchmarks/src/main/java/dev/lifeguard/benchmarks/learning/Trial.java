package dev.lifeguard.benchmarks.learning;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * Trial that a learned limit must pass.
 */
enum Trial {

	STEADY("Nothing changes", Weather.CALM),

	LOAD("1.5 times what the backend can do", Weather.CALM) {

		@Override
		double perSecond(boolean trouble) {
			return trouble ? OVERLOAD : USUAL;
		}

	},

	SLOW10("Everything takes ten times as long", Weather.slower(10)),

	SLOW3("Everything takes three times as long", Weather.slower(3)),

	CAPACITY("Four tenths of the capacity are left", Weather.workers(0.4)),

	FAIL("Every answer is 503", Weather.failing(1)),

	HALF("Half of the answers are 503", Weather.failing(0.5)),

	ROUTES("Routes of 10, 200 and 2000 ms, whose shares change", Weather.CALM, 128, Duration.ofSeconds(20)) {

		@Override
		PlannedCall call(Random random, boolean trouble) {
			double one = random.nextDouble();
			if (one < (trouble ? 0.4 : 0.8)) {
				return PlannedCall.of("quick", work(random, 10));
			}
			return (one < (trouble ? 0.95 : 0.99)) ? PlannedCall.of("usual", work(random, 200))
					: PlannedCall.of("long", work(random, 2000));
		}

	},

	BODIES("Bodies that take half a second", Weather.CALM, 64, Duration.ofSeconds(1)) {

		@Override
		PlannedCall call(Random random, boolean trouble) {
			PlannedCall call = super.call(random, trouble);
			return trouble ? call.withBody(500) : call;
		}

	},

	BURSTS("2 calls per second, and now and then 15 at once", Weather.CALM) {

		@Override
		double perSecond(boolean trouble) {
			return FEW;
		}

		@Override
		int atOnce(int number) {
			return (number % BURST == 0) ? BURST : 1;
		}

	},

	LEAK("3 % of the responses are forgotten", Weather.CALM) {

		@Override
		PlannedCall call(Random random, boolean trouble) {
			PlannedCall call = super.call(random, trouble);
			return (trouble && random.nextDouble() < 0.03) ? call.leaking() : call;
		}

	},

	QUEUE("Ten times as long, with a long line at the backend", Weather.slower(10)) {

		@Override
		double perSecond(boolean trouble) {
			return BUSY;
		}

		@Override
		int line() {
			return LONG_LINE;
		}

	},

	PARKED("5 % of the calls wait for 5 to 15 s", Weather.CALM, 256, Duration.ofSeconds(20)) {

		@Override
		PlannedCall call(Random random, boolean trouble) {
			return (trouble && random.nextDouble() < 0.05)
					? PlannedCall.of("parked", 5000 + 10_000 * random.nextDouble()) : super.call(random, trouble);
		}

	};

	/** Seven tenths of what 16 workers can do in 50 ms each. */
	private static final double USUAL = 224;

	private static final double BUSY = 240;

	private static final double OVERLOAD = 480;

	private static final double FEW = 2;

	private static final int BURST = 15;

	private static final int LINE = 1000;

	private static final int LONG_LINE = 8192;

	private static final double WORK_MILLIS = 50;

	private static final double SIGMA = 0.5;

	private final String title;

	private final Weather trouble;

	private final int workers;

	private final Duration response;

	Trial(String title, Weather trouble) {
		this(title, trouble, 16, Duration.ofSeconds(1));
	}

	Trial(String title, Weather trouble, int workers, Duration response) {
		this.title = title;
		this.trouble = trouble;
		this.workers = workers;
		this.response = response;
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	String title() {
		return this.title;
	}

	Weather trouble() {
		return this.trouble;
	}

	int workers() {
		return this.workers;
	}

	/**
	 * Return how many requests may wait at the backend.
	 */
	int line() {
		return LINE;
	}

	Duration response() {
		return this.response;
	}

	Duration patience() {
		return this.response.multipliedBy(2);
	}

	double perSecond(boolean trouble) {
		return USUAL;
	}

	/**
	 * Return how many calls come at once.
	 * @param number how many arrivals there were before
	 */
	int atOnce(int number) {
		return 1;
	}

	PlannedCall call(Random random, boolean trouble) {
		return PlannedCall.of(PlannedCall.ORDERS, work(random, WORK_MILLIS));
	}

	/**
	 * Return a time that is spread as those of services are, around a mean.
	 */
	private static double work(Random random, double meanMillis) {
		return meanMillis * Math.exp(SIGMA * random.nextGaussian() - SIGMA * SIGMA / 2);
	}

}
