package dev.lifeguard.call.life;

/**
 * Stage in the life of one exchange.
 *
 * @since 0.1.0
 */
public enum Stage {

	/** It has asked for its permit. */
	QUEUED,

	/** It has its permit and no connection: a new one, or one to be redirected to. */
	CONNECTING,

	/** It has a connection, and its request is being sent. */
	SENDING,

	/** Its request was sent. */
	AWAITING_RESPONSE,

	/** Its response has begun, and its connection is still its own. */
	RESPONDING,

	/** It holds no permit any more, or never got one. */
	OVER;

	/**
	 * Return whether an exchange has a connection in this stage.
	 */
	boolean hasConnection() {
		return this == SENDING || this == AWAITING_RESPONSE || this == RESPONDING;
	}

}
