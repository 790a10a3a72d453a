package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.load.Job;

/**
 * What callers came to who made one call after the other for a while.
 *
 * @param callsPerSecond how many calls ended well
 * @param cpuMicrosPerCall the processor time that the client's process used
 * @since 0.1.0
 */
public record Turn(double callsPerSecond, double cpuMicrosPerCall) {

	/**
	 * Let a load program have its turn.
	 * @param process the program
	 * @param job what its callers do
	 * @param callers how many there are
	 * @param millis for how long
	 * @return what it came to
	 * @throws IOException if the program has ended, or if a call failed
	 */
	public static Turn of(LoadProcess process, Job job, int callers, int millis) throws IOException {
		long cpu = process.cpuMicros();
		double calls = process.closed(job, callers, millis);
		return new Turn(calls / millis * TimeUnit.SECONDS.toMillis(1), (process.cpuMicros() - cpu) / calls);
	}

}
