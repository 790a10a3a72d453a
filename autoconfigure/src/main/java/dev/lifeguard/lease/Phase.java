package dev.lifeguard.lease;

/**
 * Phase of the exchange for which a lease is held.
 *
 * @since 0.1.0
 */
public enum Phase {

	/** It has no permit yet. */
	WAITING,

	/** The name of its remote is being resolved. */
	NAME,

	/** Its connection is being opened. */
	CONNECTING,

	/** Its connection is open, and the TLS handshake is under way. */
	TLS,

	/** The request is being sent. */
	SENDING,

	/** The request was sent, and nothing of the response has arrived. */
	FIRST_BYTE,

	/** The response is arriving, and it is the peer's turn. */
	BODY,

	/** The response has begun, and the application asks for none of its bytes. */
	UNREAD

}
