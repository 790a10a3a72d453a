package dev.lifeguard.lease;

/**
 * Order in which waiting callers are served.
 *
 * @since 0.1.0
 */
public enum Order {

	/** The one that has waited longest; a full queue refuses the newcomer. */
	FIFO,

	/** The newest; a full queue refuses the one that has waited longest. */
	LIFO,

	/**
	 * The oldest caller that can still meet its deadline, else the newest. Callers that
	 * cannot make it any more are refused at once. A full queue refuses the oldest of
	 * those that are too late to be served in turn, or the newcomer if there are none.
	 * <p>
	 * A caller can still meet its deadline if it has as much time left as nine of ten
	 * recent calls to the same remote needed. Its time ends with its deadline if that was
	 * at most 2 s away when it asked, else 500 ms after it asked; in either case earlier
	 * if callers have recently hung up earlier. It cannot make it any more if none of the
	 * recent calls would have been over by its deadline.
	 * <p>
	 * FIFO serves everybody in time while the line is short, and nobody once it is long,
	 * because callers reach its head with no time left. LIFO always serves some in time,
	 * and gives up others that needed only a little more. Which of the two is right
	 * depends on how long calls take and how long callers wait; this order looks at both.
	 */
	ADAPTIVE;

	Prospects prospects() {
		return (this == ADAPTIVE) ? new LearnedProspects() : Prospects.UNKNOWN;
	}

	<W extends Waiter<W>> WaitingLine<W> line(Prospects prospects) {
		return switch (this) {
			case FIFO -> new FifoLine<>();
			case LIFO -> new LifoLine<>();
			case ADAPTIVE -> new FeasibleLine<>(prospects);
		};
	}

}
