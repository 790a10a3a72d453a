package dev.lifeguard.benchmarks.hotpath;

import java.io.IOException;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Lineup;
import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.contest.Turn;
import dev.lifeguard.benchmarks.load.Job;

/**
 * A contestant that runs, called by platform threads or by virtual ones.
 *
 * @param process its load program
 * @param virtual whether the threads are virtual
 */
record Entrant(LoadProcess process, boolean virtual) {

	private static final String THREADS = "200";

	private static final int MILLIS = 700;

	static Entrant start(Lineup lineup, Contestant contestant, boolean virtual) throws IOException {
		return new Entrant(lineup.start(contestant, (virtual) ? THREADS + "v" : THREADS), virtual);
	}

	Contestant contestant() {
		return this.process.contestant();
	}

	String label() {
		return contestant().label() + ((this.virtual) ? " (virtual threads)" : "");
	}

	/**
	 * Whether another is set as this one is, and called by such threads too. What knows
	 * no virtual threads is compared with what was called by platform threads.
	 */
	boolean isLike(Entrant other) {
		return other.contestant().variant().equals(contestant().variant())
				&& (other.virtual == this.virtual || !other.contestant().isBlockingJava());
	}

	Rounds.Player caller(Job job, int callers) {
		return () -> Turn.of(this.process, job, callers, MILLIS);
	}

}
