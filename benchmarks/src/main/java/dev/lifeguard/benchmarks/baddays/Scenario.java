package dev.lifeguard.benchmarks.baddays;

import java.util.Locale;

import dev.lifeguard.benchmarks.backend.Trouble;

/**
 * Trouble of a bad day.
 */
enum Scenario {

	/** The control: measured once. */
	NONE("Nothing goes wrong", Trouble.NONE),

	SLOW("Everything takes ten times as long", Trouble.SLOW),

	HALVE("Half of the capacity is gone", Trouble.HALVE),

	FAIL("Every answer is 503", Trouble.FAIL),

	HALF("Half of the answers are 503", Trouble.HALF),

	STALL("Answers stop in their middle", Trouble.STALL),

	HOLE("Connections are cut, and nobody is let in", Trouble.HOLE),

	CHURN("Connections are closed after five answers", Trouble.CHURN),

	STORM("Failing costs as much as answering", Trouble.STORM),

	LEAK("One caller in twenty forgets the response", Trouble.NONE);

	private final String title;

	private final Trouble trouble;

	Scenario(String title, Trouble trouble) {
		this.title = title;
		this.trouble = trouble;
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	String title() {
		return this.title;
	}

	Trouble trouble() {
		return this.trouble;
	}

}
