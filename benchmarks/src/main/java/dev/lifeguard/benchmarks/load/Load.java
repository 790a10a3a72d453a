package dev.lifeguard.benchmarks.load;

import java.util.function.Consumer;

/**
 * Lets a contestant call, as many calls at once as it is told to.
 */
interface Load extends AutoCloseable {

	static Load of(Calls calls, Threads threads) {
		if (calls instanceof ReactiveCalls reactive) {
			return new ReactiveLoad(reactive);
		}
		return new BlockingLoad((BlockingCalls) calls, threads);
	}

	/**
	 * Begin one call and return at once.
	 * @param job what the call does
	 * @param ended is told whether it succeeded
	 */
	void begin(Job job, Consumer<Boolean> ended);

	/**
	 * Begin a caller that makes one call after the other and return at once.
	 * @param job what the calls do
	 * @param tally counts them, and says how long the caller goes on
	 */
	void loop(Job job, Tally tally);

	/**
	 * Drop the calls that have begun and not got a thread yet.
	 */
	void drop();

	@Override
	void close();

}
