package dev.lifeguard.benchmarks.growth;

import java.util.Locale;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * The most that a median may be.
 *
 * @param most the number
 * @param unit its unit
 */
record Goal(double most, String unit) {

	/**
	 * Say what is wanted, and whether it is so.
	 */
	String verdict(Spread spread) {
		return String.format(Locale.ROOT, "<= %s%s: %s",
				(this.most == Math.rint(this.most)) ? Long.toString((long) this.most) : Double.toString(this.most),
				this.unit, (spread.median() <= this.most) ? "met" : "missed");
	}

}
