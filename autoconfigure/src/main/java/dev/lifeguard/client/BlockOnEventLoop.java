package dev.lifeguard.client;

/**
 * What becomes of a blocking call on a thread that must not block. Such a call stops
 * every connection of the thread, and waits for ever for an answer that comes on one of
 * them, until its time is over.
 *
 * @since 0.1.0
 */
public enum BlockOnEventLoop {

	/** It fails at once. */
	FAIL,

	/** It is logged, once per client, and made. */
	WARN,

	/** It is made. */
	ALLOW

}
