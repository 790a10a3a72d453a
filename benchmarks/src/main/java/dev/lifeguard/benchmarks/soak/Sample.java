package dev.lifeguard.benchmarks.soak;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Numbers of the application's process, read when no call is in flight.
 *
 * @param minute when it was taken, in minutes since the start
 * @param calls calls made so far
 * @param failed calls that did not succeed, cancelled ones included
 * @param values one number for each {@link Quantity}, in their order
 */
record Sample(double minute, long calls, long failed, long[] values) {

	static Sample parse(double minute, String line) {
		long[] numbers = Arrays.stream(line.split(" ")).skip(1).mapToLong(Long::parseLong).toArray();
		return new Sample(minute, numbers[0], numbers[1], Arrays.copyOfRange(numbers, 2, numbers.length));
	}

	/**
	 * Return the line that {@link #parse} reads.
	 */
	String line() {
		return "sample %s %s %s".formatted(this.calls, this.failed,
				Arrays.stream(this.values).mapToObj(Long::toString).collect(Collectors.joining(" ")));
	}

	long value(Quantity quantity) {
		return this.values[quantity.ordinal()];
	}

}
