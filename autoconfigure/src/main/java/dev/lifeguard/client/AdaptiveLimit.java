package dev.lifeguard.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.ResponseLimit;
import dev.lifeguard.limit.LearnedLimit;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.limit.Signal;
import dev.lifeguard.retry.Attempt.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Learned limit of a client at its gate. While an operator's bound is in force, that is
 * the limit; learning continues.
 */
final class AdaptiveLimit implements ResponseLimit {

	private static final int SERVICE_UNAVAILABLE = 503;

	private static final int FIRST_SERVER_ERROR = 500;

	private final Bounds bounds;

	private final LearnedLimit learned;

	private AdaptiveLimit(Bounds bounds, LearnedLimit learned) {
		this.bounds = bounds;
		this.learned = learned;
	}

	/**
	 * Create a limit, if the settings ask for a learned one.
	 * @param settings how it is learned
	 * @param bounds the bounds in force: that over all is the most that it can be
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param failures told what stopped the learning
	 */
	static @Nullable AdaptiveLimit of(LimitSettings settings, Bounds bounds, LongSupplier nanoClock,
			Consumer<Throwable> failures) {
		return (settings.mode() == Mode.ADAPTIVE) ? new AdaptiveLimit(bounds, new LearnedLimit(settings, bounds.inAll(),
				nanoClock, () -> ThreadLocalRandom.current().nextDouble(), failures)) : null;
	}

	LearnedLimit learned() {
		return this.learned;
	}

	@Override
	public int limit() {
		return this.bounds.own().isChanged() ? this.bounds.inAll().getAsInt() : this.learned.getAsInt();
	}

	@Override
	public boolean isFor(Lease lease) {
		LeaseHolder holder = lease.holder();
		return holder == null || !this.learned.isParked(holder.method(), holder.uriTemplate());
	}

	@Override
	public void granted(int waiting) {
		this.learned.sent(waiting);
	}

	@Override
	public void blocked() {
		this.learned.blocked();
	}

	@Override
	public void answered(Lease lease, int status, boolean stream) {
		ended(lease, stream ? Signal.NONE : signal(status), lease.firstByteNanos());
	}

	private static Signal signal(int status) {
		if (status == Answer.TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE) {
			return Signal.PUSHED_BACK;
		}
		return (status < FIRST_SERVER_ERROR) ? Signal.ANSWERED : Signal.FAILED;
	}

	/**
	 * Only calls that were sent and not answered reveal something about the backend.
	 */
	@Override
	public void unanswered(Lease lease, Outcome outcome) {
		if (lease.phase() != Phase.FIRST_BYTE) {
			return;
		}
		switch (outcome.kind()) {
			case TIMED_OUT -> ended(lease, Signal.TIMED_OUT, lease.inPhaseNanos());
			case CANCELLED -> ended(lease, Signal.GIVEN_UP, lease.inPhaseNanos());
			case FAILED -> ended(lease, Signal.FAILED, lease.inPhaseNanos());
			default -> {
			}
		}
	}

	private void ended(Lease lease, Signal signal, long nanos) {
		LeaseHolder holder = lease.holder();
		if (holder != null) {
			this.learned.ended(holder.method(), holder.uriTemplate(), signal, nanos);
		}
	}

}
