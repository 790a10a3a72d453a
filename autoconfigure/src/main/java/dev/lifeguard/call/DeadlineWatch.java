package dev.lifeguard.call;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import dev.lifeguard.time.Deadline;
import dev.lifeguard.time.WaitTimer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Watch that ends the calls whose deadline passes while they have a permit.
 * <p>
 * A timer for each call would cost every call more than all else that is asked of the
 * clock. Here a call only says when its deadline is, and there is one look at all calls
 * when the first of these deadlines comes: the calls of those days are over by then, and
 * the look finds out when the next one is due.
 *
 * @since 0.1.0
 */
public final class DeadlineWatch {

	private static final Log logger = LogFactory.getLog(DeadlineWatch.class);

	/** Time after which a call that could not be ended is tried again. */
	private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ActiveCalls calls;

	private final WaitTimer timer;

	private final LongSupplier nanoClock;

	private final AtomicReference<@Nullable Look> next = new AtomicReference<>();

	public DeadlineWatch(ActiveCalls calls, WaitTimer timer, LongSupplier nanoClock) {
		this.calls = calls;
		this.timer = timer;
		this.nanoClock = nanoClock;
	}

	/**
	 * A call has got its permit.
	 * @param deadline the call's deadline
	 */
	public void watch(Deadline deadline) {
		Look next = this.next.get();
		if (next == null || deadline.remainingNanos(next.nanos()) < 0) {
			lookBy(deadline);
		}
	}

	private void lookBy(Deadline deadline) {
		if (!deadline.isNone()) {
			long now = this.nanoClock.getAsLong();
			lookIn(deadline.remainingNanos(now), now);
		}
	}

	/**
	 * Look after some time, unless there is a look before.
	 */
	private void lookIn(long nanos, long now) {
		Look look = new Look(now + nanos);
		Look next = this.next.get();
		while (next == null || look.nanos() - next.nanos() < 0) {
			if (this.next.compareAndSet(next, look)) {
				schedule(look, nanos);
				return;
			}
			next = this.next.get();
		}
	}

	/**
	 * A look that could not be scheduled must not stand in the way of the next one.
	 */
	private void schedule(Look look, long nanos) {
		boolean scheduled = false;
		try {
			this.timer.schedule(() -> look(look), nanos);
			scheduled = true;
		}
		finally {
			if (!scheduled) {
				this.next.compareAndSet(look, null);
			}
		}
	}

	/**
	 * A call that gets its permit from now on says so again, and all before are seen
	 * here.
	 */
	private void look(Look look) {
		if (!this.next.compareAndSet(look, null)) {
			return;
		}
		long now = this.nanoClock.getAsLong();
		long left = Long.MAX_VALUE;
		for (Call call : this.calls.holding()) {
			long ofCall = call.deadline().remainingNanos(now);
			left = Math.min(left, (ofCall > 0) ? ofCall : AGAIN_NANOS);
		}
		if (left != Long.MAX_VALUE) {
			lookIn(left, now);
		}
		expire(now);
	}

	private void expire(long now) {
		for (Call call : this.calls.holding()) {
			if (call.deadline().remainingNanos(now) <= 0) {
				expire(call);
			}
		}
	}

	/**
	 * A failure of one call must not affect the others.
	 */
	private static void expire(Call call) {
		try {
			call.expire();
		}
		catch (RuntimeException ex) {
			logger.warn(
					"client '%s': a call is over its time limit and could not be ended".formatted(call.client().name()),
					ex);
		}
	}

	/**
	 * Scheduled look.
	 *
	 * @param nanos when
	 */
	private record Look(long nanos) {

	}

}
