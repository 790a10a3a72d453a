package dev.lifeguard.limit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.time.Fence;
import org.jspecify.annotations.Nullable;

/**
 * Limit on the calls that wait for their first byte, learned from how fast the backend
 * answers, compared with what is usual for each route, and from what it refuses.
 * <p>
 * Whoever sends calls tells it of each one that was sent, that had to wait for want of
 * the limit, and that has ended. Several times a second, the thread of a call that ends
 * looks at the last window of calls and moves the limit; no other thread waits for it.
 * All methods may be called from any thread, and none throws. An error of its own makes
 * the bound in force the limit for good.
 *
 * @since 0.1.0
 */
public final class LearnedLimit implements IntSupplier {

	/** Time for which a backend that was seen slow counts as slow. */
	private static final long CURRENT_NANOS = 30_000_000_000L;

	private static final long SECOND_NANOS = 1_000_000_000L;

	private final int min;

	private final IntSupplier max;

	private final LongSupplier nanoClock;

	private final DoubleSupplier random;

	private final Consumer<? super Throwable> failures;

	private final Routes routes;

	private final Window window;

	private final ReentrantLock learning = new ReentrantLock();

	// guarded by learning
	private final Learner learner;

	private volatile View view;

	private volatile int permits;

	private volatile long blockedNanos;

	/** Not empty once an error has stopped the learning. */
	private final AtomicReference<@Nullable LimitMove> gaveUp = new AtomicReference<>();

	/**
	 * Create a limit.
	 * @param settings the smallest limit and the first one
	 * @param max the bound in force, which may change; it goes before the smallest limit
	 * @param nanoClock the monotonic clock, in nanoseconds
	 * @param random numbers from 0 to less than 1: one of them decides for each window
	 * whether a fraction of a permit is one
	 * @param failures told what stopped the learning, at most once
	 */
	public LearnedLimit(LimitSettings settings, IntSupplier max, LongSupplier nanoClock, DoubleSupplier random,
			Consumer<? super Throwable> failures) {
		this.min = Math.max(1, settings.min());
		this.max = max;
		this.nanoClock = nanoClock;
		this.random = random;
		this.failures = failures;
		long now = nanoClock.getAsLong();
		this.routes = new Routes(now);
		this.window = new Window(now);
		this.learner = new Learner(Math.max(this.min, settings.initial()));
		this.view = new View(this.learner.limit(), 0, false, now, null);
		this.permits = (int) this.learner.limit();
		this.blockedNanos = now - SECOND_NANOS - 1;
	}

	/**
	 * Return how many calls may wait for their first byte now.
	 * @return the limit as a whole number, from the smallest one to the bound in force
	 */
	@Override
	public int getAsInt() {
		return Math.min(max(), Math.max(this.min, this.permits));
	}

	private int max() {
		return Math.max(1, this.max.getAsInt());
	}

	/**
	 * A call was sent.
	 * @param unanswered how many calls wait for their first byte now, this one included
	 */
	public void sent(int unanswered) {
		this.window.sent(unanswered);
	}

	/**
	 * A caller has to wait because as many calls are unanswered as may be.
	 */
	public void blocked() {
		this.window.blocked();
		this.blockedNanos = this.nanoClock.getAsLong();
	}

	/**
	 * A call was answered, or will not be any more. The limit may be another one
	 * afterwards.
	 * @param method the request's method
	 * @param uriTemplate the template of its URI, or {@code null} if there is none; never
	 * the URI itself
	 * @param signal what this says about the backend
	 * @param nanos how long it waited for its first byte, until it came or for nothing;
	 * zero if that is not known
	 */
	public void ended(String method, @Nullable String uriTemplate, Signal signal, long nanos) {
		if (signal == Signal.NONE || this.gaveUp.get() != null) {
			return;
		}
		long now = this.nanoClock.getAsLong();
		try {
			if (this.window.isStale(now)) {
				learn(now);
			}
			count(this.routes.get(method, uriTemplate, now), signal, Math.max(0, nanos), now);
			if (this.window.isDue(now)) {
				learn(now);
			}
		}
		catch (Throwable ex) {
			giveUp(ex, now);
		}
	}

	private void count(Baseline baseline, Signal signal, long nanos, long now) {
		switch (signal) {
			case ANSWERED -> answered(baseline, nanos, now);
			case PUSHED_BACK -> this.window.pushedBack(nanos);
			case TIMED_OUT -> timedOut(baseline, nanos);
			case GIVEN_UP -> givenUp(baseline, nanos);
			default -> this.window.failed(nanos);
		}
	}

	private void answered(Baseline baseline, long nanos, long now) {
		if (!baseline.isParked()) {
			this.window.answered(nanos, (nanos > 0) ? baseline.nanos() : 0);
		}
		if (nanos > 0 && baseline.add(nanos, now)) {
			this.window.corrected();
		}
	}

	/**
	 * A route that is never answered, that waits for events, or that was waited for less
	 * than usual, does not time out for load.
	 */
	private void timedOut(Baseline baseline, long nanos) {
		long usual = baseline.nanos();
		if (usual == 0 || nanos < usual) {
			this.window.failed(nanos);
		}
		else if (!baseline.isParked()) {
			this.window.timedOut(nanos, usual);
		}
	}

	/**
	 * A caller that does not wait as long as usual says nothing of the backend.
	 */
	private void givenUp(Baseline baseline, long nanos) {
		if (baseline.isKnown() && nanos > Window.SLOW * baseline.nanos()) {
			timedOut(baseline, nanos);
		}
	}

	/**
	 * Take the window's tally, unless another thread does or has done so.
	 */
	private void learn(long now) {
		if (this.learning.tryLock()) {
			try {
				if (this.window.isStale(now)) {
					this.window.take(now);
				}
				else if (this.window.isDue(now)) {
					learn(this.window.take(now), now);
				}
			}
			finally {
				this.learning.unlock();
			}
		}
	}

	private void learn(Tally tally, long now) {
		LimitMove move = this.learner.learn(tally, this.min, max(), now);
		this.view = new View(this.learner.limit(), this.learner.knownSafe(), tally.isSlow() || tally.isTimedOut(), now,
				(move != null) ? move : this.view.lastMove);
		this.permits = (int) (this.learner.limit() + this.random.getAsDouble());
		if (this.gaveUp.get() != null) {
			this.permits = Integer.MAX_VALUE;
		}
	}

	private void giveUp(Throwable failure, long now) {
		Fence fence = new Fence((ex) -> {
		});
		double from = this.view.limit;
		LimitMove move = new LimitMove(now, from, fence.get(this.max::getAsInt, (int) from), Reason.GAVE_UP);
		if (this.gaveUp.compareAndSet(null, move)) {
			this.permits = Integer.MAX_VALUE;
			fence.accept(this.failures, failure);
		}
	}

	/**
	 * Return the limit as it was learned, with its fraction.
	 * @return the limit, from the smallest one to the bound in force
	 */
	public double limit() {
		return (this.gaveUp.get() != null) ? max() : Math.min(max(), this.view.limit);
	}

	/**
	 * Return how many unanswered calls the backend is known to bear: how far the limit
	 * goes back when the backend is slow.
	 * @return the number, 0 while it is not known
	 */
	public double knownSafe() {
		return this.view.knownSafe;
	}

	/**
	 * Return whether the backend was slow, or calls timed out, in the last window.
	 * @return whether it was, and the window is not half a minute ago
	 */
	public boolean isSlow() {
		View view = this.view;
		return view.slow && this.nanoClock.getAsLong() - view.nanos <= CURRENT_NANOS;
	}

	/**
	 * Return whether callers have to wait for want of the limit.
	 * @return whether one had to in the last second
	 */
	public boolean isBlocked() {
		return this.nanoClock.getAsLong() - this.blockedNanos <= SECOND_NANOS;
	}

	/**
	 * Return the last change of the limit.
	 * @return the move, or {@code null} if there was none yet
	 */
	public @Nullable LimitMove lastMove() {
		LimitMove last = this.gaveUp.get();
		return (last != null) ? last : this.view.lastMove;
	}

	/**
	 * Return how long ago a change of the limit was.
	 * @param move one of this limit
	 * @return the time since
	 */
	public Duration since(LimitMove move) {
		return Duration.ofNanos(Math.max(0, this.nanoClock.getAsLong() - move.nanos()));
	}

	/**
	 * Return what is usual.
	 * @return the usual time to the first byte by route, such as {@code GET
	 * /orders/{id}}; there are at most 65, sorted by name
	 */
	public Map<String, Duration> baselines() {
		return this.routes.known();
	}

	/**
	 * Return whether calls of a route wait for an event, such as long polls do: usually
	 * for more than five seconds. They give no signal, and should not be counted among
	 * those that wait for their first byte.
	 * @param method the request's method
	 * @param uriTemplate the template of its URI, or {@code null} if there is none
	 * @return whether the limit is not for this route
	 */
	public boolean isParked(String method, @Nullable String uriTemplate) {
		return this.routes.isParked(method, uriTemplate);
	}

	/**
	 * Figures as of the last window.
	 *
	 * @param limit the limit
	 * @param knownSafe the number that is known to be safe, 0 while it is not known
	 * @param slow whether the backend was slow
	 * @param nanos when the window was over
	 * @param lastMove the last move
	 */
	private record View(double limit, double knownSafe, boolean slow, long nanos, @Nullable LimitMove lastMove) {

	}

}
