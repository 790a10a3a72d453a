package dev.lifeguard.benchmarks.hotpath;

import org.openjdk.jmh.results.IterationResult;

/**
 * Result of one turn of one client.
 *
 * @param callsPerSecond the throughput
 * @param bytesPerCall what the client's process allocated on its heap
 * @param cpuMicrosPerCall the CPU time that the client's process used
 */
record Measurement(double callsPerSecond, double bytesPerCall, double cpuMicrosPerCall) {

	static Measurement of(IterationResult result) {
		return new Measurement(result.getPrimaryResult().getScore(), secondary(result, "gc.alloc.rate.norm"),
				secondary(result, CpuProfiler.RESULT));
	}

	private static double secondary(IterationResult result, String name) {
		return result.getSecondaryResults().get(name).getScore();
	}

}
