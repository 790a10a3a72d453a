package dev.lifeguard.client;

import java.time.Duration;

import dev.lifeguard.lease.WaitTimer;
import dev.lifeguard.limit.Limit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Changes a client's bound for a time, and changes it back by itself.
 */
final class TimedResize {

	private static final Log logger = LogFactory.getLog(TimedResize.class);

	private static final Runnable NOTHING = () -> {
	};

	private final String client;

	private final Limit limit;

	private final WaitTimer timer;

	private final Runnable changed;

	// guarded by this
	private Runnable expiry = NOTHING;

	private int change;

	TimedResize(String client, Limit limit, WaitTimer timer, Runnable changed) {
		this.client = client;
		this.limit = limit;
		this.timer = timer;
		this.changed = changed;
	}

	/**
	 * Change the bound until the time is over, or until it is changed again.
	 */
	synchronized void resize(int bound, Duration time) {
		this.expiry.run();
		this.change++;
		int change = this.change;
		logger.info("client '%s': at most %d connections for %ds, then %d again".formatted(this.client, bound,
				time.toSeconds(), this.limit.configured()));
		this.limit.change(bound);
		this.expiry = this.timer.schedule(() -> expire(change), time.toNanos());
		this.changed.run();
	}

	private synchronized void expire(int change) {
		if (change == this.change) {
			this.limit.reset();
			logger.info("client '%s': at most %d connections again".formatted(this.client, this.limit.configured()));
			this.changed.run();
		}
	}

}
