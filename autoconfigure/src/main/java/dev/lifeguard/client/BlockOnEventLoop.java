package dev.lifeguard.client;

/**
 * Treatment of a blocking call on a thread that must not block. Such a call stalls every
 * connection on that thread and, if its own response arrives on one of them, can only end
 * by its timeout.
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
