package dev.lifeguard.benchmarks.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.lifeguard.benchmarks.contest.Arrivals;

/**
 * The calls of a trial, drawn by a seed.
 *
 * @param trial the trial
 * @param calls the calls, by when they are due
 */
record Plan(Trial trial, List<PlannedCall> calls) {

	private static final int MOST = 100_000;

	private static final double SECOND = 1e6;

	static Plan of(Trial trial, long seed) {
		Random random = new Random(seed);
		List<PlannedCall> calls = new ArrayList<>();
		double due = 0;
		int arrivals = 0;
		while (due < Phases.LAST && calls.size() < MOST) {
			boolean trouble = Phases.isTrouble((long) due);
			int atOnce = trial.atOnce(arrivals++);
			for (int i = 0; i < atOnce; i++) {
				calls.add(trial.call(random, trouble).at((long) due));
			}
			due += new Arrivals(random, SECOND / trial.perSecond(trouble)).next();
		}
		return new Plan(trial, calls);
	}

}
