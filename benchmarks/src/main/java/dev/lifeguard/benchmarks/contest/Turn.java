package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.load.Job;

/**
 * Result of callers that made one call after the other for a while.
 *
 * @param callsPerSecond how many calls ended well
 * @param cpuMicrosPerCall the processor time that the client's process used
 * @param bytesPerCall what the client's process allocated, or not a number if it does not
 * tell
 * @since 0.1.0
 */
public record Turn(double callsPerSecond, double cpuMicrosPerCall, double bytesPerCall) {

	/**
	 * Create what someone came to who does not tell what is allocated.
	 * @param callsPerSecond how many calls ended well
	 * @param cpuMicrosPerCall the processor time that the client's process used
	 */
	public Turn(double callsPerSecond, double cpuMicrosPerCall) {
		this(callsPerSecond, cpuMicrosPerCall, Double.NaN);
	}

	/**
	 * Let a load program have its turn.
	 * @param process the program
	 * @param job what its callers do
	 * @param callers how many there are
	 * @param millis for how long
	 * @return what it came to
	 * @throws IOException if the program has ended
	 */
	public static Turn of(LoadProcess process, Job job, int callers, int millis) throws IOException {
		long cpu = process.cpuMicros();
		LoadProcess.Closed closed = process.closed(job, callers, millis);
		// without a call that is of use there is nothing to compare with
		double calls = (closed.succeeded() > 0) ? closed.succeeded() : Double.NaN;
		return new Turn(calls / millis * TimeUnit.SECONDS.toMillis(1), (process.cpuMicros() - cpu) / calls,
				closed.bytesPerCall());
	}

}
