package dev.lifeguard.limit;

import java.util.Locale;

/**
 * Share of the calls that were answered well, of those that began before, in and after
 * the trouble.
 */
final class Score {

	private final int[] ended = new int[3];

	private final int[] good = new int[3];

	private static int phase(double began) {
		if (began < Scenario.TROUBLE) {
			return 0;
		}
		return (began < Scenario.AFTER) ? 1 : 2;
	}

	void add(double began, boolean good) {
		this.ended[phase(began)]++;
		this.good[phase(began)] += good ? 1 : 0;
	}

	void add(Score other) {
		for (int phase = 0; phase < this.ended.length; phase++) {
			this.ended[phase] += other.ended[phase];
			this.good[phase] += other.good[phase];
		}
	}

	double before() {
		return percent(0);
	}

	double trouble() {
		return percent(1);
	}

	double after() {
		return percent(2);
	}

	private double percent(int phase) {
		return 100.0 * this.good[phase] / this.ended[phase];
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%.1f / %.1f / %.1f", before(), trouble(), after());
	}

}
