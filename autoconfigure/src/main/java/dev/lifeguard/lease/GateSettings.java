package dev.lifeguard.lease;

import java.time.Duration;

/**
 * Settings for callers that wait for a permit.
 *
 * @param maxPending the most callers that may wait; 0 means that a call without a permit
 * fails at once
 * @param acquireTimeout the longest wait for a permit
 * @param order who is served next
 * @param priority how much calls matter that do not say so themselves
 * @since 0.1.0
 */
public record GateSettings(int maxPending, Duration acquireTimeout, Order order, Priority priority) {

	/** Default of the longest wait. */
	public static final Duration DEFAULT_ACQUIRE_TIMEOUT = Duration.ofSeconds(1);

	/** Default order. */
	public static final Order DEFAULT_ORDER = Order.ADAPTIVE;

	/** Default priority. */
	public static final Priority DEFAULT_PRIORITY = Priority.NORMAL;

	/**
	 * Create settings of a client whose calls matter as much as most.
	 * @param maxPending the most callers that may wait
	 * @param acquireTimeout the longest wait for a permit
	 * @param order who is served next
	 */
	public GateSettings(int maxPending, Duration acquireTimeout, Order order) {
		this(maxPending, acquireTimeout, order, DEFAULT_PRIORITY);
	}

}
