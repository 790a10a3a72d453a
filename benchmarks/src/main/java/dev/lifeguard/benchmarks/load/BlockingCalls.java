package dev.lifeguard.benchmarks.load;

/**
 * A contestant that makes one call per thread.
 *
 * @since 0.1.0
 */
public interface BlockingCalls extends AutoCloseable {

	/**
	 * Make one call.
	 * @param job what it does
	 * @return whether the answer was a success and is here as a whole
	 * @throws Exception if there was no answer
	 */
	boolean call(Job job) throws Exception;

	@Override
	void close();

}
