package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import dev.lifeguard.fleet.Replica;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Log of a client's renewals: one warning for each time in which they fail, and one line
 * when it is over. It begins with two failures in a row, and ends with two renewals in a
 * row, so that one lost message is not worth a line, and many are not worth many. A
 * logger that blocks delays no heartbeat.
 */
final class RenewalLog {

	private static final Log logger = LogFactory.getLog(RenewalLog.class);

	private static final int IN_A_ROW = 2;

	private final String client;

	private final FleetSettings settings;

	private final Replica replica;

	private final LongSupplier nanoClock;

	private final Executor reports;

	private boolean failing;

	private boolean learning;

	private int failures;

	private int renewals;

	private long sinceNanos;

	/**
	 * Create a log.
	 * @param client the client's name
	 * @param replica its replica
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param reports writes to the log
	 */
	RenewalLog(String client, Replica replica, LongSupplier nanoClock, Executor reports) {
		this.client = client;
		this.settings = replica.settings();
		this.replica = replica;
		this.nanoClock = nanoClock;
		this.reports = reports;
	}

	/**
	 * The store has not answered yet.
	 * @param time for how long
	 */
	synchronized void waits(Duration time) {
		if (time.compareTo(this.settings.heartbeat().multipliedBy(IN_A_ROW)) >= 0) {
			this.renewals = 0;
			begin(time);
			warn("no answer for " + text(time));
		}
	}

	void failed(String reason) {
		failed(reason, null);
	}

	synchronized void failed(String reason, @Nullable Throwable failure) {
		this.renewals = 0;
		this.failures++;
		begin(Duration.ZERO);
		if (this.failures >= IN_A_ROW) {
			warn(reason);
		}
		if (failure != null) {
			debug("its lease was not renewed", failure);
		}
	}

	private void begin(Duration ago) {
		if (!this.failing && this.failures <= 1) {
			this.sinceNanos = this.nanoClock.getAsLong() - ago.toNanos();
		}
	}

	private void warn(String reason) {
		if (this.failing) {
			return;
		}
		this.failing = true;
		String line = ("client '%s': its share of the budget of fleet '%s' is not renewed: %s; %s, and calls go on within "
				+ "that; it asks again every %s; see that Redis is reachable, and that spring.data.redis.* is right")
			.formatted(this.client, this.settings.group(), reason, left(), text(this.settings.heartbeat()));
		this.reports.execute(() -> logger.warn(line));
	}

	private String left() {
		int share = this.replica.getAsInt();
		Duration remaining = this.replica.remaining();
		if (share == this.settings.floor()) {
			return "it has its floor of %s".formatted(connections(share));
		}
		if (this.settings.whenUnreachable() == WhenUnreachable.FREEZE) {
			return "it keeps its %s (fleet.when-unreachable is freeze)".formatted(connections(share));
		}
		return "it has %s for another %s, and its floor of %s from then on".formatted(connections(share),
				text(remaining), this.settings.floor());
	}

	private static String connections(int count) {
		return (count == 1) ? "1 connection" : "%s connections".formatted(count);
	}

	synchronized void renewed(boolean learning) {
		this.failures = 0;
		this.renewals++;
		if (this.failing && this.renewals >= IN_A_ROW) {
			this.failing = false;
			info("client '%s': its share of the budget of fleet '%s' is renewed again, after %s; it has %s".formatted(
					this.client, this.settings.group(),
					text(Duration.ofNanos(this.nanoClock.getAsLong() - this.sinceNanos)),
					connections(this.replica.getAsInt())));
		}
		if (learning && !this.learning) {
			learns();
		}
		this.learning = learning;
	}

	private void learns() {
		info(("client '%s': nothing is known of fleet '%s' yet, because it is new or its data was lost: for up to %s all "
				+ "its members keep what they have, and none gets more; it has %s")
			.formatted(this.client, this.settings.group(),
					text(this.settings.leaseTime().plus(this.settings.quarantine())),
					connections(this.replica.getAsInt())));
	}

	void notLeft(String reason, Throwable failure) {
		info("client '%s': it could not leave fleet '%s': %s; what it had is kept back for %s".formatted(this.client,
				this.settings.group(), reason, text(this.settings.leaseTime().plus(this.settings.quarantine()))));
		debug("it could not leave its fleet", failure);
	}

	private void info(String line) {
		this.reports.execute(() -> logger.info(line));
	}

	private void debug(String what, Throwable failure) {
		if (logger.isDebugEnabled()) {
			this.reports.execute(() -> logger.debug("client '%s': %s".formatted(this.client, what), failure));
		}
	}

	private static String text(Duration time) {
		return String.format(Locale.ROOT, "%.1fs", seconds(time));
	}

	private static double seconds(Duration time) {
		return time.toMillis() / 1000.0;
	}

}
