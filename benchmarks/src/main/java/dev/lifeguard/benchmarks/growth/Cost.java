package dev.lifeguard.benchmarks.growth;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * Processor time of all threads and elapsed time that this process has used since a
 * begin.
 */
final class Cost {

	private static final double NANOS_PER_MICRO = 1000;

	private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final long cpu = this.process.getProcessCpuTime();

	private final long begin = System.nanoTime();

	/**
	 * Return the processor time and the time until now, in microseconds for each of so
	 * many.
	 */
	double[] per(long count) {
		double used = this.process.getProcessCpuTime() - this.cpu;
		double passed = System.nanoTime() - this.begin;
		return new double[] { used / NANOS_PER_MICRO / count, passed / NANOS_PER_MICRO / count };
	}

}
