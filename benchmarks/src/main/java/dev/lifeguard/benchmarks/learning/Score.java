package dev.lifeguard.benchmarks.learning;

import java.util.concurrent.atomic.LongAdder;

/**
 * Good calls of an entrant, in the trouble and afterwards. Calls of the last two seconds
 * of the trouble count for neither: their answers come because it is over. A response
 * that is forgotten is nobody's good call.
 */
final class Score {

	private final LongAdder dueInTrouble = new LongAdder();

	private final LongAdder goodInTrouble = new LongAdder();

	private final LongAdder dueAfter = new LongAdder();

	private final LongAdder goodAfter = new LongAdder();

	void due(PlannedCall call) {
		count(call, this.dueInTrouble, this.dueAfter);
	}

	void good(PlannedCall call) {
		count(call, this.goodInTrouble, this.goodAfter);
	}

	private static void count(PlannedCall call, LongAdder trouble, LongAdder after) {
		if (Phases.isTrouble(call.dueMicros())) {
			if (call.dueMicros() < Phases.HOPE && !call.leaked()) {
				trouble.increment();
			}
		}
		else if (call.dueMicros() >= Phases.AFTER) {
			after.increment();
		}
	}

	Result result() {
		return new Result(percent(this.goodInTrouble, this.dueInTrouble), percent(this.goodAfter, this.dueAfter));
	}

	private static double percent(LongAdder part, LongAdder all) {
		return 100.0 * part.sum() / all.sum();
	}

	/**
	 * Result in per cent of the calls that were due.
	 *
	 * @param trouble the good calls while the trouble lasted
	 * @param after the good calls afterwards
	 */
	record Result(double trouble, double after) {

	}

}
