package dev.lifeguard.benchmarks.growth;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/**
 * The JVM's compiler, which goes on for seconds after the calls that it compiles.
 */
final class Compiler {

	private static final int MOST_LOOKS = 40;

	private static final long BETWEEN_LOOKS_MILLIS = 250;

	/** Of such a time it may be busy for a tenth. */
	private static final long QUIET_MILLIS = 25;

	private Compiler() {
	}

	/**
	 * Wait until it has little to do, for ten seconds at most.
	 */
	static void settle() throws InterruptedException {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		long before = compiler.getTotalCompilationTime();
		for (int look = 0; look < MOST_LOOKS; look++) {
			Thread.sleep(BETWEEN_LOOKS_MILLIS);
			long now = compiler.getTotalCompilationTime();
			if (now - before < QUIET_MILLIS) {
				return;
			}
			before = now;
		}
	}

}
