package dev.lifeguard.sample.load;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counter of the results of calls since the last look.
 */
class Tally {

	private static final int MOST_TIMES = 4096;

	private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

	private final int[] micros = new int[MOST_TIMES];

	private int times;

	synchronized void count(Outcome outcome, long nanos) {
		this.outcomes.merge(outcome, 1, Integer::sum);
		boolean timed = outcome == Outcome.ANSWERED || outcome == Outcome.FAILED;
		if (timed && this.times < MOST_TIMES) {
			this.micros[this.times++] = (int) TimeUnit.NANOSECONDS.toMicros(nanos);
		}
	}

	synchronized Counts take() {
		int[] sorted = Arrays.copyOf(this.micros, this.times);
		Arrays.sort(sorted);
		Counts counts = new Counts(count(Outcome.ANSWERED), count(Outcome.REFUSED), count(Outcome.FAILED),
				count(Outcome.LATE), sorted);
		this.outcomes.clear();
		this.times = 0;
		return counts;
	}

	private int count(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0);
	}

}
