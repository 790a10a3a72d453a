package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The time that all processors of the machine have had, and were idle, since it started.
 *
 * @param all the time in the kernel's clock ticks
 * @param idle the part of it in which nothing was to be done
 */
record CpuLoad(long all, long idle) {

	private static final int IDLE = 3;

	private static final int WAITING_FOR_A_DISK = 4;

	private static final int LAST = 8;

	static CpuLoad now() throws IOException {
		try (var lines = Files.lines(Path.of("/proc/stat"))) {
			return parse(lines.findFirst().orElseThrow());
		}
	}

	static CpuLoad parse(String line) {
		long[] ticks = Arrays.stream(line.replaceFirst("cpu +", "").split(" ")).mapToLong(Long::parseLong).toArray();
		return new CpuLoad(Arrays.stream(ticks, 0, LAST).sum(), ticks[IDLE] + ticks[WAITING_FOR_A_DISK]);
	}

	double percentSince(CpuLoad before) {
		long passed = this.all - before.all;
		return 100.0 * (passed - (this.idle - before.idle)) / passed;
	}

}
