package dev.lifeguard.benchmarks.cold;

/**
 * Starts one entrant, says that it is ready, and makes its first calls some time after
 * that, as a service that is started before it is needed.
 *
 * @since 0.1.0
 */
public final class ColdProgram {

	private static final double NANOS_PER_MILLI = 1e6;

	private static final long UNTIL_HELD_MILLIS = 500;

	private ColdProgram() {
	}

	/**
	 * Measure.
	 * @param arguments the entrant, the URL of the backend, and how many milliseconds
	 * after the start the first call is made
	 * @throws InterruptedException never
	 */
	public static void main(String[] arguments) throws InterruptedException {
		ColdCalls calls = Entrant.valueOf(arguments[0]).start(arguments[1]);
		System.out.println("ready");
		Thread.sleep(Long.parseLong(arguments[2]));
		double first = millis(() -> calls.call(ColdServer.ANSWERED));
		double second = millis(() -> calls.call(ColdServer.ANSWERED));
		System.out.println("measured " + first + " " + second + " " + late(calls));
		Runtime.getRuntime().halt(0);
	}

	/**
	 * Make a call while another one has the connection.
	 * @return how many milliseconds after its limit it was refused; not a number if this
	 * client has no bound
	 */
	private static double late(ColdCalls calls) throws InterruptedException {
		if (!calls.isBounded()) {
			return Double.NaN;
		}
		Thread holder = new Thread(() -> calls.call(ColdServer.HELD));
		holder.setDaemon(true);
		holder.start();
		Thread.sleep(UNTIL_HELD_MILLIS);
		return millis(() -> refused(calls)) - ColdCalls.LIMIT.toMillis();
	}

	private static void refused(ColdCalls calls) {
		try {
			calls.call(ColdServer.ANSWERED);
		}
		catch (RuntimeException ex) {
			return;
		}
		throw new AssertionError("not refused");
	}

	private static double millis(Runnable part) {
		long begin = System.nanoTime();
		part.run();
		return (System.nanoTime() - begin) / NANOS_PER_MILLI;
	}

}
