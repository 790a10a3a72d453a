package dev.lifeguard.benchmarks.load;

/**
 * A contestant that makes one call per thread.
 *
 * @since 0.1.0
 */
public non-sealed interface BlockingCalls extends Calls {

	/**
	 * Make one call.
	 * @param job what it does
	 * @return whether the answer was a success and is here as a whole
	 * @throws Exception if there was no answer
	 */
	boolean call(Job job) throws Exception;

}
