package dev.lifeguard.benchmarks.growth;

import java.lang.management.ManagementFactory;

/**
 * Heap in use by this process.
 */
final class Heap {

	private static final int COLLECTIONS = 2;

	private Heap() {
	}

	/**
	 * Collect the garbage and return the bytes that stay.
	 */
	static double used() throws InterruptedException {
		for (int collection = 0; collection < COLLECTIONS; collection++) {
			System.gc();
			// what references and cleaners let go of is garbage the next time
			Thread.sleep(50);
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
