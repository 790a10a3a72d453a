package dev.lifeguard.limit;

/**
 * Change of a learned limit.
 *
 * @param nanos when it was, in nanoseconds of the limit's clock
 * @param from the limit before
 * @param to the limit after
 * @param reason why it was changed
 * @since 0.1.0
 */
public record LimitMove(long nanos, double from, double to, Reason reason) {

	/**
	 * Reasons to change a learned limit.
	 */
	public enum Reason {

		/** The backend was as fast as usual, and the limit was used up. */
		GREW,

		/** The backend was slow, and the limit was above what is known to be safe. */
		BACK_TO_KNOWN_SAFE,

		/** The backend pushed calls back. */
		CUT_FOR_PUSHBACK,

		/** Calls timed out although the limit was not above what is known to be safe. */
		CUT_FOR_TIMEOUTS,

		/** The backend was slow, and the limit was below what is known to be safe. */
		GREW_TOWARDS_KNOWN_SAFE,

		/** Less was needed for a minute. */
		DECAYED_TO_NEED,

		/** Half of the calls in flight made the losses no rarer: the cuts are undone. */
		NOT_OUR_DOING,

		/** The configured bound, or the one in its place, was changed. */
		FOLLOWED_BOUND,

		/** An error stopped the learning: the bound in force is the limit from now on. */
		GAVE_UP

	}

}
