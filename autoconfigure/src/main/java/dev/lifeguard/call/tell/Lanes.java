package dev.lifeguard.call.tell;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Lanes of one client, each with threads of its own if it needs any: none of them waits
 * for another lane, or for another client.
 *
 * @param work handles calls: examines refusals, wakes blocking callers, ends calls that
 * are over their time. It runs no code of the application except listeners
 * @param callers notifies reactive callers, whose code continues from there
 * @param reports writes to the log, which may block
 * @since 0.1.0
 */
public record Lanes(Lane work, Lane callers, Lane reports) {

	private static final Log logger = LogFactory.getLog(Lanes.class);

	/** A listener that blocks holds one. */
	private static final int WORK = 2;

	private static final int CALLERS = 4;

	/** The most threads that the lanes of one client use at once. */
	static final int MOST_THREADS = WORK + CALLERS + 1;

	private static final int MOST_REPORTS = 1000;

	/**
	 * Create the lanes of a client. Work and callers have no bound of their own: there
	 * are no more of them than calls.
	 */
	public static Lanes of(String client, Teller teller) {
		return new Lanes(new Lane(teller, WORK, Integer.MAX_VALUE, Lanes::never),
				new Lane(teller, CALLERS, Integer.MAX_VALUE, Lanes::never),
				new Lane(teller, 1, MOST_REPORTS, (count) -> dropped(client, count)));
	}

	private static void dropped(String client, long count) {
		logger.warn("client '%s': %s log messages were dropped because the log did not accept them in time"
			.formatted(client, count));
	}

	private static void never(long count) {
		throw new IllegalStateException("nothing is dropped here");
	}

}
