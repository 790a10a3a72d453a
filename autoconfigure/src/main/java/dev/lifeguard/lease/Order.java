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
	 * The oldest that can still make it, else the newest. Who cannot make it any more is
	 * refused at once, and a full queue refuses who has the least hope: the oldest of
	 * those that are too late to be served in line, or the newcomer if there are none.
	 * <p>
	 * Can still make it: the time that is left is at least what nine of ten recent calls
	 * to that remote needed. The time that is left ends with the deadline if that was at
	 * most 2 s away when the call came, else after 500 ms, and sooner if callers have
	 * lately hung up sooner. Cannot make it any more: none of the recent calls was over
	 * in the time until the deadline.
	 * <p>
	 * FIFO serves everybody in time as long as the line is short enough, and nobody once
	 * it is not: whoever has waited his turn then has no time left. LIFO serves some in
	 * time however long the line is, and gives up others who needed little. Which of the
	 * two is right depends on how long calls take and how long their callers wait, and
	 * both are known here.
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
