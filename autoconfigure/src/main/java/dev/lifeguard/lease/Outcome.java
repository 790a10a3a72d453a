package dev.lifeguard.lease;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of the exchange for which a lease was held. Whoever counts, learns or explains
 * reads this one fact.
 *
 * @param kind what kind of end it was
 * @param status the response's status, or 0 if its head never arrived
 * @param phase where in the exchange a time limit was passed, if one was
 * @since 0.1.0
 */
public record Outcome(Kind kind, int status, @Nullable Phase phase) {

	private static final int FIRST = 100;

	private static final Outcome[] ANSWERED = new Outcome[500];

	static {
		for (int i = 0; i < ANSWERED.length; i++) {
			ANSWERED[i] = new Outcome(Kind.ANSWERED, FIRST + i, null);
		}
	}

	/**
	 * Return the outcome of an exchange that was answered.
	 * @param status the response's status
	 * @return the outcome
	 */
	public static Outcome answered(int status) {
		int index = status - FIRST;
		return (index >= 0 && index < ANSWERED.length) ? ANSWERED[index] : new Outcome(Kind.ANSWERED, status, null);
	}

	/**
	 * Return the outcome of an exchange that passed a time limit.
	 * @param phase where in the exchange
	 * @param status the response's status, or 0
	 * @return the outcome
	 */
	public static Outcome timedOut(Phase phase, int status) {
		return new Outcome(Kind.TIMED_OUT, status, phase);
	}

	/**
	 * Return another outcome.
	 * @param kind what kind of end it was
	 * @param status the response's status, or 0
	 * @return the outcome
	 */
	public static Outcome of(Kind kind, int status) {
		return new Outcome(kind, status, null);
	}

	/**
	 * Return whether the backend has answered, and nothing came in the way of the answer.
	 * @return whether the exchange was answered
	 */
	public boolean isAnswered() {
		return this.kind == Kind.ANSWERED;
	}

	/**
	 * Return the outcome in a few words, such as {@code ANSWERED 200} or
	 * {@code TIMED_OUT FIRST_BYTE}.
	 */
	@Override
	public String toString() {
		String kind = (this.phase != null) ? this.kind + " " + this.phase : this.kind.name();
		return (this.status != 0) ? kind + " " + this.status : kind;
	}

	/**
	 * Ends of an exchange.
	 */
	public enum Kind {

		/** The backend has answered. */
		ANSWERED,

		/** A time limit was passed. */
		TIMED_OUT,

		/** There was no connection. */
		CONNECT_FAILED,

		/** The connection failed, or what came on it was no response. */
		FAILED,

		/** The caller did not want it any more. */
		CANCELLED,

		/** The application failed to send its request or to process the response. */
		APPLICATION_FAILED,

		/** Its response was leaked, and was taken back. */
		RECLAIMED,

		/** The client was closed, and nothing else would have ended it. */
		CLIENT_CLOSED

	}

}
