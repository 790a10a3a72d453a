package dev.lifeguard.failure;

/**
 * Cause of an empty pool.
 *
 * @since 0.1.0
 */
public enum Cause {

	/** The backend takes longer than it usually does to send the first byte. */
	SLOW_BACKEND,

	/** The backend began its answers and stopped sending them. */
	STALLED_BODY,

	/** The application keeps responses that it neither reads nor closes. */
	LEAK,

	/** The application reads responses, and takes long from one read to the next. */
	SLOW_READER,

	/** The pool is smaller than the load asks for, and the backend could serve more. */
	UNDERSIZED,

	/**
	 * The client has its part of what the backend allows the whole fleet, and needs more.
	 */
	FLEET_BUDGET,

	/** Connections are not established, or not in time. */
	CONNECT_STALL,

	/** The client's own retries take the permits. */
	RETRY_STORM,

	/** An event loop is kept busy and serves no connection. */
	EVENT_LOOP_BLOCKED,

	/** A caller that holds a permit asks the same client for another one. */
	NESTED_CALLS,

	/** The evidence is missing, or points in more than one direction. */
	UNKNOWN

}
