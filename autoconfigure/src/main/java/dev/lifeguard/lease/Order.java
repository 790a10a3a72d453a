package dev.lifeguard.lease;

/**
 * Which of the waiting callers is served next.
 *
 * @since 0.1.0
 */
public enum Order {

	/** The one that has waited longest; a full queue refuses the newcomer. */
	FIFO,

	/** The newest; a full queue refuses the one that has waited longest. */
	LIFO,

	/**
	 * FIFO until the queue has not been empty for 100 ms, then LIFO. A queue that stands
	 * is overload, and then only the newest caller still has the time to use its permit.
	 * <p>
	 * Source: Ben Maurer, "Fail at Scale", ACM Queue 13(8), 2015 (adaptive LIFO).
	 */
	ADAPTIVE;

	private static final long STANDING_NANOS = 100_000_000;

	boolean newestFirst(long notEmptyForNanos) {
		return switch (this) {
			case FIFO -> false;
			case LIFO -> true;
			case ADAPTIVE -> notEmptyForNanos >= STANDING_NANOS;
		};
	}

}
