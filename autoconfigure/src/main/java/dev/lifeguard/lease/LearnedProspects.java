package dev.lifeguard.lease;

import java.time.Duration;

/**
 * Prospects that are learned from how long recent calls were held, and from how long
 * callers were willing to wait.
 * <p>
 * A deadline says when a caller has no use for the answer any more only if it is short. A
 * long one is there so that nothing hangs for good, and its callers, or those behind
 * them, leave long before it: believed, it makes all that wait look in time until they
 * are gone. So a long one is not believed, and counts for refusing only.
 */
final class LearnedProspects implements Prospects {

	/**
	 * The longest deadline that is believed to be the caller's patience. Believing all of
	 * them is worth two hundredths of the calls where they are meant so, and costs ten
	 * where they are not.
	 */
	private static final long BELIEVED = Duration.ofSeconds(2).toNanos();

	/**
	 * The patience of callers with a longer deadline: so long a wait is served in line,
	 * and the rest from its newest end.
	 */
	private static final long OTHERWISE = Duration.ofMillis(500).toNanos();

	/**
	 * The chance that is none: with sixteen known holding times, that is zero. The
	 * connection goes to somebody else, and a backend that has no time for anybody can
	 * recover.
	 */
	private static final double NONE = 0.02;

	private static final long NOTHING = 0;

	private final HoldingTimes holdingTimes = new HoldingTimes();

	private final HangUps hangUps = new HangUps();

	@Override
	public void ended(Outcome outcome, long heldNanos, long ageNanos, long now) {
		long needed = needed(outcome, heldNanos);
		if (needed != NOTHING) {
			this.holdingTimes.add(needed);
		}
		if (outcome.kind() == Outcome.Kind.CANCELLED && outcome.status() == 0) {
			hungUp(ageNanos, now);
		}
	}

	/**
	 * Return how long the call has needed its connection, as far as that is the backend's
	 * doing.
	 */
	private long needed(Outcome outcome, long heldNanos) {
		boolean answered = outcome.status() != 0;
		return switch (outcome.kind()) {
			case CONNECT_FAILED, RECLAIMED, CLIENT_CLOSED -> NOTHING;
			case APPLICATION_FAILED, FAILED -> answered ? heldNanos : NOTHING;
			case ANSWERED, TIMED_OUT -> answered ? heldNanos : unlessConnecting(outcome);
			case CANCELLED -> answered ? heldNanos : unlessEarly(heldNanos);
		};
	}

	private static long unlessConnecting(Outcome outcome) {
		Phase phase = outcome.phase();
		return (phase != null && phase.compareTo(Phase.TLS) <= 0) ? NOTHING : HoldingTimes.ENDLESS;
	}

	/**
	 * Who leaves before most have their answer says nothing of the backend.
	 */
	private long unlessEarly(long heldNanos) {
		return this.holdingTimes.isLong(heldNanos) ? HoldingTimes.ENDLESS : NOTHING;
	}

	@Override
	public void hungUp(long ageNanos, long now) {
		this.hangUps.add(ageNanos, now);
	}

	@Override
	public double chance(Waiter<?> waiter, long now) {
		long patience = Math.min(believed(waiter.givenNanos()), this.hangUps.patience(now));
		return this.holdingTimes.shareWithin(patience - now + waiter.requestedNanos(), now);
	}

	private static long believed(long givenNanos) {
		return (givenNanos <= BELIEVED) ? givenNanos : OTHERWISE;
	}

	@Override
	public boolean isHopeless(Waiter<?> waiter, long now) {
		return this.holdingTimes.shareWithin(waiter.leftNanos(now), now) <= NONE;
	}

}
