package dev.lifeguard.client;

import java.time.Duration;

import dev.lifeguard.limit.Limit;
import dev.lifeguard.time.WaitTimer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Temporary change of a client's bound, which ends by itself.
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
	void resize(int bound, Duration time) {
		logger.info("client '%s': at most %s connections for %ss, then %s again".formatted(this.client, bound,
				time.toSeconds(), this.limit.configured()));
		change(bound, time);
		this.changed.run();
	}

	private synchronized void change(int bound, Duration time) {
		this.expiry.run();
		this.change++;
		int change = this.change;
		this.limit.change(bound);
		this.expiry = this.timer.schedule(() -> expire(change), time.toNanos());
	}

	private void expire(int change) {
		if (reset(change)) {
			this.changed.run();
			logger.info("client '%s': at most %s connections again".formatted(this.client, this.limit.configured()));
		}
	}

	private synchronized boolean reset(int change) {
		boolean latest = change == this.change;
		if (latest) {
			this.limit.reset();
		}
		return latest;
	}

}
