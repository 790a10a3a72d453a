package dev.lifeguard.sample.demo;

import java.util.function.LongUnaryOperator;

import dev.lifeguard.sample.load.Counts;

/**
 * Results of a batch job's calls in the last second.
 *
 * @param answered calls per second that were answered
 * @param putOff calls per second that were refused or failed, and are made again later
 */
record BatchPoint(long answered, long putOff) {

	static BatchPoint of(Counts counts, LongUnaryOperator perSecond) {
		return new BatchPoint(perSecond.applyAsLong(counts.answered()),
				perSecond.applyAsLong(counts.refused() + counts.failed()));
	}

}
