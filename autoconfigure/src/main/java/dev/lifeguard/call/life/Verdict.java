package dev.lifeguard.call.life;

import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Reason why an exchange was ended early. The first of them counts, and there is no
 * second.
 *
 * @since 0.1.0
 */
public enum Verdict {

	/** Nothing has. */
	NONE(Outcome.Kind.ANSWERED),

	/** It got no permit. */
	REFUSED(Outcome.Kind.CANCELLED),

	/** Its connection failed, or what was sent or read there. */
	FAILED(Outcome.Kind.FAILED),

	/** The caller does not want it any more. */
	CANCELLED(Outcome.Kind.CANCELLED),

	/** Its deadline has passed. */
	EXPIRED(Outcome.Kind.TIMED_OUT),

	/** Its response was leaked, and was taken back. */
	RECLAIMED(Outcome.Kind.RECLAIMED),

	/** The client was closed, and nothing else would have ended it. */
	CLIENT_CLOSED(Outcome.Kind.CLIENT_CLOSED);

	private final Outcome.Kind kind;

	Verdict(Outcome.Kind kind) {
		this.kind = kind;
	}

	/**
	 * Return the outcome of an exchange that has this verdict.
	 * @param status the response's status, or 0 if its head never arrived
	 * @param phase where the exchange was
	 * @param failed how it failed, if it did
	 * @return the outcome
	 */
	public Outcome outcome(int status, Phase phase, @Nullable Outcome failed) {
		if (this == FAILED && failed != null) {
			return failed;
		}
		if (this == EXPIRED) {
			return Outcome.timedOut(phase, status);
		}
		boolean answered = this == NONE && status > 0;
		return answered ? Outcome.answered(status) : Outcome.of((this == NONE) ? FAILED.kind : this.kind, status);
	}

	/**
	 * Return whether it was the client's own doing, so that the failure that follows on
	 * the connection is its consequence.
	 * @return whether it was
	 */
	public boolean isOurs() {
		return this == EXPIRED || this == RECLAIMED || this == CLIENT_CLOSED;
	}

}
