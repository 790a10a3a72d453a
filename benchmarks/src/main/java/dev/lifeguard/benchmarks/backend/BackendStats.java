package dev.lifeguard.benchmarks.backend;

import java.util.Arrays;

/**
 * Statistics of a backend since its last reset.
 *
 * @param work requests that were worked on
 * @param peakConnections the most open connections
 * @param peakQueue the most requests that waited for a worker
 * @param requests requests that arrived
 * @since 0.1.0
 */
public record BackendStats(long work, long peakConnections, long peakQueue, long requests) {

	static BackendStats parse(String line) {
		long[] numbers = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
		return new BackendStats(numbers[0], numbers[1], numbers[2], numbers[3]);
	}

	String line() {
		return this.work + " " + this.peakConnections + " " + this.peakQueue + " " + this.requests;
	}

}
