package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

import dev.lifeguard.failure.LeaseEvent;
import dev.lifeguard.failure.LeaseEvent.What;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.time.Latencies;
import org.jspecify.annotations.Nullable;

/**
 * Counters of what happens at one gate, second by second, from which it learns what is
 * usual there. Seconds in which callers wait, or have waited since, say nothing about
 * what is usual.
 * <p>
 * It is notified of every call, so it counts without a lock. It must be
 * {@linkplain #tick() told} of every second that is over.
 *
 * @since 0.1.0
 */
public final class Vitals {

	private static final int SECONDS = 16;

	private static final int ENOUGH = 10;

	private static final int FEW = 3;

	private static final int MUCH = 4096;

	/** Callers in a row meet each other for less than this. */
	private static final long SHORT_WAIT = Duration.ofMillis(1).toNanos();

	private static final long RECENT = Duration.ofSeconds(3).toNanos();

	/** A rate that is measured over less than this is chance. */
	private static final long BURST = Duration.ofMillis(250).toNanos();

	private static final long AT_LEAST = Duration.ofSeconds(1).toNanos();

	private final String client;

	private final LongSupplier nanoClock;

	private final FlightRecorder recorder = new FlightRecorder();

	private volatile Second current;

	/** Nobody waits, and nobody has waited for a while, if this is long ago. */
	private volatile long lastFull;

	private volatile long fullSince;

	// guarded by this
	private final Deque<Second> past = new ArrayDeque<>(SECONDS);

	private final Latencies usual = new Latencies();

	private final Latencies usualHeld = new Latencies();

	public Vitals(String client, LongSupplier nanoClock) {
		this.client = client;
		this.nanoClock = nanoClock;
		long now = now();
		this.current = new Second(now);
		this.lastFull = now - RECENT;
		this.fullSince = Long.MAX_VALUE;
	}

	public void granted(Lease lease) {
		LeaseHolder holder = lease.holder();
		this.current.granted(holder != null && holder.isRetry());
		if (lease.hasWaited() && lease.waitedNanos() > SHORT_WAIT) {
			full();
			this.recorder.record(What.GRANTED, lease);
		}
	}

	public void ended(Lease lease) {
		this.current.ended(lease.heldNanos(), lease.firstByteNanos());
		this.recorder.record(What.ENDED, lease);
		Jfr.ended(this.client, lease);
	}

	/**
	 * A caller is about to be refused. It counts before the diagnosis is made that it is
	 * told.
	 */
	public void refused() {
		this.current.refuse();
		full();
	}

	/**
	 * Return what has happened recently.
	 * @param now the time, in nanoseconds of the clock
	 * @return the last events, oldest first
	 */
	public List<LeaseEvent> recorded(long now) {
		return this.recorder.copy(now);
	}

	private void full() {
		long now = now();
		if (!isFull(now)) {
			begin(now);
		}
		this.lastFull = now;
	}

	private boolean isFull(long now) {
		return this.fullSince != Long.MAX_VALUE && now - this.lastFull < 2 * AT_LEAST;
	}

	/**
	 * Callers begin to wait. What was counted until a moment ago was usual; what is
	 * counted from now on is not.
	 */
	private synchronized void begin(long now) {
		if (isFull(now)) {
			return;
		}
		end(now);
		this.past.stream().filter((second) -> second.isOverBefore(now - 2 * AT_LEAST)).forEach(this::learn);
		this.past.removeIf((second) -> second.isOverBefore(now - 2 * AT_LEAST));
		this.fullSince = now;
		this.lastFull = now;
	}

	private void end(long now) {
		Second over = this.current;
		over.end(now);
		this.current = new Second(now);
		this.past.addLast(over);
	}

	/**
	 * A second is over.
	 */
	public synchronized void tick() {
		long now = now();
		if (this.fullSince != Long.MAX_VALUE && !isFull(now)) {
			this.past.stream().filter((second) -> !isAffected(second)).forEach(this::learn);
			this.past.clear();
			this.fullSince = Long.MAX_VALUE;
		}
		end(now);
		if (this.past.size() > SECONDS) {
			Second first = this.past.removeFirst();
			if (!isAffected(first)) {
				learn(first);
			}
		}
	}

	private void learn(Second second) {
		learn(this.usual, second.firstBytes());
		learn(this.usualHeld, second.held());
	}

	private static void learn(Latencies usual, Latencies more) {
		usual.addAll(more);
		if (usual.count() > MUCH) {
			usual.halve();
		}
	}

	private boolean isAffected(Second second) {
		return this.fullSince != Long.MAX_VALUE && !second.isOverBefore(this.fullSince);
	}

	/**
	 * Return the figures as of now.
	 * @return the figures
	 */
	public synchronized Figures figures() {
		long now = now();
		Latencies usual = new Latencies();
		Latencies usualHeld = new Latencies();
		usual.addAll(this.usual);
		usualHeld.addAll(this.usualHeld);
		List<Second> recent = new ArrayList<>();
		for (Second second : this.past) {
			if (!isAffected(second)) {
				usual.addAll(second.firstBytes());
				usualHeld.addAll(second.held());
			}
			if (isRecent(second, now)) {
				recent.add(second);
			}
		}
		recent.add(this.current);
		return figures(Times.of(usual, ENOUGH), Times.of(usualHeld, ENOUGH), recent, now);
	}

	private boolean isRecent(Second second, long now) {
		return !second.isOverBefore(now - RECENT) && (this.fullSince == Long.MAX_VALUE || isAffected(second));
	}

	private static Figures figures(@Nullable Times usual, @Nullable Times usualHeld, List<Second> seconds, long now) {
		Latencies recent = new Latencies();
		Latencies recentHeld = new Latencies();
		seconds.forEach((second) -> {
			recent.addAll(second.firstBytes());
			recentHeld.addAll(second.held());
		});
		long granted = seconds.stream().mapToLong(Second::granted).sum();
		long arrivals = granted + seconds.stream().mapToLong(Second::refused).sum();
		long ended = seconds.stream().mapToLong(Second::ended).sum();
		long held = seconds.stream().mapToLong(Second::heldNanos).sum();
		long retries = seconds.stream().mapToLong(Second::retries).sum();
		long length = Math.max(BURST, now - seconds.get(0).beginNanos());
		return new Figures(usual, Times.of(recent, FEW), usualHeld, Times.of(recentHeld, FEW), Math.toIntExact(ended),
				arrivals * 1e9 / length, Duration.ofNanos((ended > 0) ? held / ended : 0),
				(granted >= ENOUGH) ? (double) retries / granted : 0);
	}

	private long now() {
		return this.nanoClock.getAsLong();
	}

}
