package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.LeaseEvent;
import dev.lifeguard.failure.PoolSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Grouping of refusals into episodes. One is announced when its cause is known, and in
 * any case within about a second; and again when it is over. It must be asked once a
 * second.
 */
final class Episodes {

	/** Time without a refusal after which an episode is over. */
	static final Duration QUIET = Duration.ofSeconds(5);

	private final LongSupplier nanoClock;

	private final LongFunction<List<LeaseEvent>> recorder;

	private final Consumer<Episode> changes;

	private volatile @Nullable Open open;

	private volatile @Nullable Open last;

	/**
	 * Create the episodes of one client.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param recorder returns what has happened before a time
	 * @param changes told of each episode twice, of its begin and of its end
	 */
	Episodes(LongSupplier nanoClock, LongFunction<List<LeaseEvent>> recorder, Consumer<Episode> changes) {
		this.nanoClock = nanoClock;
		this.recorder = recorder;
		this.changes = changes;
	}

	/**
	 * A call was refused.
	 * @param pool the pool's numbers
	 * @param diagnosis why the pool is empty
	 */
	void refused(PoolSnapshot pool, Diagnosis diagnosis) {
		Open open = this.open;
		if (open == null) {
			open = begin(pool, diagnosis);
		}
		open.refused(now(), pool, diagnosis);
		if (diagnosis.cause() != Cause.UNKNOWN) {
			announce(open);
		}
	}

	private synchronized Open begin(PoolSnapshot pool, Diagnosis diagnosis) {
		Open open = this.open;
		if (open == null) {
			long now = now();
			open = new Open(now, pool, diagnosis, this.recorder.apply(now));
			this.last = open;
			this.open = open;
		}
		return open;
	}

	private void announce(Open open) {
		open.announceOnce(() -> this.changes.accept(open.episode(now())));
	}

	/**
	 * A second is over.
	 */
	void tick() {
		Open open = this.open;
		if (open == null) {
			return;
		}
		long now = now();
		if (now - open.beganNanos > Duration.ofSeconds(1).toNanos()) {
			announce(open);
		}
		if (now - open.lastNanos > QUIET.toNanos()) {
			end(open, now);
		}
	}

	/**
	 * No call will be refused any more: the client is closed.
	 */
	void end() {
		Open open = this.open;
		if (open != null) {
			announce(open);
			end(open, now());
		}
	}

	private void end(Open open, long now) {
		open.over = true;
		this.open = null;
		this.changes.accept(open.episode(now));
	}

	/**
	 * Return the episode that is under way.
	 * @return the episode, or {@code null}
	 */
	@Nullable Episode current() {
		Open open = this.open;
		return (open != null) ? open.episode(now()) : null;
	}

	/**
	 * Return the last episode, which may be under way.
	 * @return the episode, or {@code null} if there was none
	 */
	@Nullable Episode last() {
		Open last = this.last;
		return (last != null) ? last.episode(now()) : null;
	}

	private long now() {
		return this.nanoClock.getAsLong();
	}

	private static final class Open {

		private final long beganNanos;

		private final PoolSnapshot pool;

		private final List<LeaseEvent> recorder;

		private final AtomicInteger refused = new AtomicInteger();

		private final AtomicInteger peakPending = new AtomicInteger();

		private volatile long lastNanos;

		private volatile Diagnosis diagnosis;

		private volatile boolean over;

		private volatile boolean announced;

		Open(long now, PoolSnapshot pool, Diagnosis diagnosis, List<LeaseEvent> recorder) {
			this.beganNanos = now;
			this.lastNanos = now;
			this.pool = pool;
			this.diagnosis = diagnosis;
			this.recorder = recorder;
		}

		void refused(long now, PoolSnapshot pool, Diagnosis diagnosis) {
			this.lastNanos = now;
			this.refused.incrementAndGet();
			this.peakPending.accumulateAndGet(pool.pending(), Math::max);
			if (diagnosis.confidence() > 0 || this.diagnosis.confidence() <= 0) {
				this.diagnosis = diagnosis;
			}
		}

		/**
		 * A caller that arrives while it is announced waits, so that no caller learns of
		 * a refusal before the log is.
		 */
		void announceOnce(Runnable announcement) {
			if (!this.announced) {
				announceFirst(announcement);
			}
		}

		private synchronized void announceFirst(Runnable announcement) {
			if (!this.announced) {
				try {
					announcement.run();
				}
				finally {
					this.announced = true;
				}
			}
		}

		Episode episode(long now) {
			return new Episode(Duration.ofNanos(now - this.beganNanos),
					Duration.ofNanos(this.lastNanos - this.beganNanos), this.over, this.refused.get(),
					this.peakPending.get(), this.pool, this.diagnosis, this.recorder);
		}

	}

}
