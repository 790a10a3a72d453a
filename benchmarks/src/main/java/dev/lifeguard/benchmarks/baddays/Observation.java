package dev.lifeguard.benchmarks.baddays;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.backend.BackendStats;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Outcomes.Kind;
import dev.lifeguard.benchmarks.contest.Outcomes.Outcome;

/**
 * Observation of a contestant in a round.
 *
 * @param calls the outcomes of its calls
 * @param workApart what its backend had worked on when the trouble began, or did for
 * those who leak
 * @param backend what its backend has seen in the end
 * @param memoryKib the most memory that it had beyond what it had when the trouble began
 * @param machinePercent the part of the time that the machine's processors were busy
 */
record Observation(Outcomes calls, long workApart, BackendStats backend, long memoryKib, double machinePercent) {

	private static final double P99 = 99;

	private static final double KIB_PER_MIB = 1024;

	double goodPerSecond(long fromMicros, long untilMicros) {
		return good(fromMicros, untilMicros).count() / Timeline.seconds(untilMicros - fromMicros);
	}

	private Outcomes good(long fromMicros, long untilMicros) {
		return this.calls.due(fromMicros, untilMicros).only(Observation::isGood);
	}

	private static boolean isGood(Outcome call) {
		return call.isGood(Timeline.PATIENCE);
	}

	/**
	 * Return the share of the backend's work since the trouble began that was of no use.
	 * @return the share in percent; not a number if there was no work
	 */
	double wastedPercent() {
		double work = this.backend.work() - this.workApart;
		return Math.max(0, work - good(Timeline.TROUBLE, Timeline.LAST).count()) / work * 100;
	}

	double failures() {
		return this.calls.due(Timeline.TROUBLE, Timeline.LAST).only((call) -> call.kind() == Kind.FAILED).count();
	}

	/**
	 * Return the median time until a caller without a good answer in the trouble was
	 * told.
	 * @return the time in milliseconds; infinite if half of them never were, and not a
	 * number if there were none
	 */
	double toldMillis() {
		double[] times = this.calls.due(Timeline.TROUBLE, Timeline.AFTER)
			.only((call) -> !isGood(call))
			.all()
			.stream()
			.mapToDouble((call) -> (call.kind() == Kind.PENDING) ? Double.POSITIVE_INFINITY : millis(call.micros()))
			.sorted()
			.toArray();
		return (times.length > 0) ? times[times.length / 2] : Double.NaN;
	}

	double p99Millis() {
		Outcomes good = good(Timeline.TROUBLE, Timeline.LAST);
		return (good.count() > 0) ? millis(good.micros().getValueAtPercentile(P99)) : Double.NaN;
	}

	private static double millis(long micros) {
		return (double) micros / TimeUnit.MILLISECONDS.toMicros(1);
	}

	double memoryMib() {
		return this.memoryKib / KIB_PER_MIB;
	}

	Series series() {
		return Series.of(this.calls);
	}

}
