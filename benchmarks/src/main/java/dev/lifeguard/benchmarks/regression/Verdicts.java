package dev.lifeguard.benchmarks.regression;

import java.util.Locale;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.contest.Turn;
import dev.lifeguard.benchmarks.report.Spread;

/**
 * Results of two commits, as ratios of the later to the earlier in the same round, and
 * whether that is worse.
 */
final class Verdicts {

	static final String BEFORE = "before";

	static final String AFTER = "after";

	/** Throughput and processor time have to be worse by this part to be called so. */
	private static final double NOISE = 0.05;

	/** What is allocated hardly varies. */
	private static final double ALLOCATION_NOISE = 0.02;

	private static final String ROW = "| %s | %s | %s | %s | %s |%n";

	private final StringBuilder text = new StringBuilder();

	private boolean worse;

	Verdicts(String before, String after) {
		this.text.append(String.format(Locale.ROOT, "%s / %s%n%n", after, before))
			.append(ROW.formatted("client", "throughput", "CPU per call", "bytes per call", "verdict"))
			.append(ROW.formatted("---", "---", "---", "---", "---"));
	}

	void add(Contestant contestant, Rounds rounds) {
		Spread throughput = rounds.ratio(AFTER, BEFORE, Turn::callsPerSecond);
		Spread cpu = rounds.ratio(AFTER, BEFORE, Turn::cpuMicrosPerCall);
		Spread bytes = rounds.ratio(AFTER, BEFORE, Turn::bytesPerCall);
		boolean worse = isWorse(throughput, cpu, bytes);
		this.worse |= worse;
		this.text.append(ROW.formatted(contestant.title(), throughput.format("%.3f"), cpu.format("%.3f"),
				bytes.format("%.3f"), worse ? "worse" : "not worse"));
	}

	/**
	 * Return whether a difference is larger than what is allowed for, and nine of ten
	 * rounds agree that there is one.
	 */
	static boolean isWorse(Spread throughput, Spread cpu, Spread bytes) {
		return (throughput.median() < 1 - NOISE && throughput.high() < 1) || (cpu.median() > 1 + NOISE && cpu.low() > 1)
				|| (bytes.median() > 1 + ALLOCATION_NOISE && bytes.low() > 1);
	}

	/**
	 * Fail if something is worse.
	 */
	void check() {
		if (this.worse) {
			throw new IllegalStateException("a call has become dearer");
		}
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
