package dev.lifeguard.benchmarks.load;

/**
 * The calls of a contestant, in one of the two ways to wait for an answer.
 *
 * @since 0.1.0
 */
public sealed interface Calls extends AutoCloseable permits BlockingCalls, ReactiveCalls {

	@Override
	void close();

}
