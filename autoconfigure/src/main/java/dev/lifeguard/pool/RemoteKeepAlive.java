package dev.lifeguard.pool;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Time for which a remote keeps an idle connection: as declared in {@code Keep-Alive},
 * and as observed when it closes one.
 * <p>
 * What it says counts less a margin that a request needs to get there in time: a second,
 * or half of the time if that is less. What was seen counts if three ages in a row lie
 * close together, less a tenth, for at least a tenth of a second, and for ten minutes
 * after the last of them.
 */
final class RemoteKeepAlive {

	private static final Pattern TIMEOUT = parameter("timeout");

	private static final Pattern REQUESTS_LEFT = parameter("max");

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final long TOLERANCE = SECOND / 2;

	private static final long SHORT_TOLERANCE = SECOND / 20;

	private static final long SHORTEST_HABIT = SECOND / 10;

	private static final long MEMORY = Duration.ofMinutes(10).toNanos();

	private static final int SAMPLES = 3;

	private final Deque<Long> ages = new ArrayDeque<>(SAMPLES);

	private final AtomicInteger open = new AtomicInteger();

	private volatile long advertised = Long.MAX_VALUE;

	private volatile long observed = Long.MAX_VALUE;

	private volatile long observedAt;

	private static Pattern parameter(String name) {
		return Pattern.compile("(?:^|[,;\\s])" + name + "\\s*=\\s*(\\d{1,9})(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);
	}

	RemoteKeepAlive socketOpened() {
		this.open.incrementAndGet();
		return this;
	}

	void socketClosed() {
		this.open.decrementAndGet();
	}

	/**
	 * Return whether a socket to the remote is open.
	 */
	boolean isOpen() {
		return this.open.get() > 0;
	}

	/**
	 * Read what the remote says with a response. What cannot be understood is ignored.
	 * @return whether the connection of the response may be used again
	 */
	boolean advertises(@Nullable String header) {
		if (header == null) {
			return true;
		}
		Matcher timeout = TIMEOUT.matcher(header);
		if (timeout.find()) {
			long promised = Long.parseLong(timeout.group(1)) * SECOND;
			this.advertised = promised - Math.min(SECOND, promised / 2);
		}
		Matcher left = REQUESTS_LEFT.matcher(header);
		return this.advertised > 0 && !(left.find() && Long.parseLong(left.group(1)) == 0);
	}

	/**
	 * The remote closed a connection that had been idle for this time.
	 */
	synchronized void closedAfter(long idleNanos, long now) {
		if (this.ages.size() == SAMPLES) {
			this.ages.removeFirst();
		}
		this.ages.addLast(idleNanos);
		long least = this.ages.stream().mapToLong(Long::longValue).min().orElse(0);
		long most = this.ages.stream().mapToLong(Long::longValue).max().orElse(0);
		long tolerance = (least < SECOND) ? SHORT_TOLERANCE : TOLERANCE;
		if (this.ages.size() == SAMPLES && most - least <= Math.max(tolerance, least / 5)) {
			this.observed = Math.max(SHORTEST_HABIT, least - least / 10);
			this.observedAt = now;
		}
	}

	/**
	 * Return the time that is promised, or {@code null} if the remote promises none.
	 */
	@Nullable Duration advertised() {
		return (this.advertised != Long.MAX_VALUE) ? Duration.ofNanos(this.advertised) : null;
	}

	/**
	 * Return the time that was observed, or {@code null} if there is no habit, or it is
	 * forgotten.
	 */
	@Nullable Duration observed(long now) {
		boolean known = this.observed != Long.MAX_VALUE && now - this.observedAt < MEMORY;
		return known ? Duration.ofNanos(this.observed) : null;
	}

	/**
	 * Return whether a connection that has been idle for this time may be gone already.
	 */
	boolean isOver(long idleNanos, long now) {
		return idleNanos >= this.advertised || (idleNanos >= this.observed && now - this.observedAt < MEMORY);
	}

}
