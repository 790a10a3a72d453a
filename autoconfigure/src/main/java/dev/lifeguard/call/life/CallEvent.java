package dev.lifeguard.call.life;

/**
 * Event in the life of one exchange.
 *
 * @since 0.1.0
 */
public enum CallEvent {

	/** The gate gives it a permit. */
	GRANTED,

	/** The gate gives it none. */
	REFUSED,

	/** A socket is being opened for it: its first, or the one of a redirect. */
	OPENING,

	/** A connection is its own from now on. */
	BOUND,

	/** Its request was sent. */
	SENT,

	/** Its response has begun. */
	HEAD,

	/** A connection is no longer its own: it went back to the pool, or is closed. */
	FREED,

	/** Its connection died before the response, and the request may be sent again. */
	REPEATED,

	/** Its connection, or what is sent or read there, has failed. */
	FAILED,

	/** Nothing has moved for longer than it may, and nobody has noticed. */
	STUCK,

	/** The caller no longer wants it. */
	CANCELLED,

	/** Its deadline has passed. */
	EXPIRED,

	/** Its response is leaked, and must be reclaimed. */
	LEAKED,

	/** The client closes, and nothing else would end it. */
	CLIENT_CLOSED

}
