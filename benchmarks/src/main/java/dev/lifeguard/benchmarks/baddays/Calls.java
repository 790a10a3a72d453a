package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Outcomes.Kind;
import dev.lifeguard.benchmarks.contest.Schedule;
import dev.lifeguard.benchmarks.load.Job;

/**
 * The calls of a round, the same for all contestants.
 *
 * @param schedule when they are due
 * @param leaks when those are due that leak
 */
record Calls(Schedule schedule, Set<Long> leaks) {

	private static final int ONE_IN = 20;

	static Calls write(Path file, Scenario scenario, Random random) throws IOException {
		Set<Long> leaks = new HashSet<>();
		Schedule schedule = Schedule.write(file, Timeline.RATE, Timeline.LAST, random, (due, number) -> {
			boolean leak = scenario == Scenario.LEAK && number % ONE_IN == 0 && due >= Timeline.TROUBLE
					&& due < Timeline.AFTER;
			if (leak) {
				leaks.add(due);
			}
			return (leak) ? Job.LEAK : Job.GET;
		});
		return new Calls(schedule, leaks);
	}

	/**
	 * Return the calls that can be good or not: who leaks does not ask for an answer.
	 * @param all what became of all calls
	 * @return what became of those
	 */
	Outcomes scored(Outcomes all) {
		return all.only((call) -> !this.leaks.contains(call.dueMicros()));
	}

	/**
	 * Return how many of those who leak were answered.
	 * @param all what became of all calls
	 * @return how many the backend has worked for without there being anyone to please
	 */
	int answeredLeaks(Outcomes all) {
		return all.only((call) -> this.leaks.contains(call.dueMicros()) && call.kind() == Kind.OK).count();
	}

}
