package dev.lifeguard.benchmarks.soak;

/**
 * A quantity of the application's process that must not grow.
 */
enum Quantity {

	/** Open sockets. */
	SOCKETS("sockets", 3),

	/** Open file descriptors, sockets included. */
	DESCRIPTORS("file descriptors", 3),

	/** Live threads. */
	THREADS("threads", 2),

	/** Heap in use after a garbage collection. */
	HEAP("heap, KiB", 4096),

	/** Direct memory of Netty's default allocator. */
	NETTY_DIRECT("Netty direct, KiB", 2048),

	/** Direct memory that the JVM knows of. */
	JVM_DIRECT("JVM direct, KiB", 2048),

	/** Permits in use by all clients. */
	LEASES("leases", 0.5),

	/** Callers that wait for a permit. */
	PENDING("pending", 0.5);

	private final String title;

	private final double mostPerMinute;

	Quantity(String title, double mostPerMinute) {
		this.title = title;
		this.mostPerMinute = mostPerMinute;
	}

	/**
	 * Return the heading of its column.
	 */
	String title() {
		return this.title;
	}

	/**
	 * Return the steepest growth per minute that is taken for noise.
	 */
	double mostPerMinute() {
		return this.mostPerMinute;
	}

}
