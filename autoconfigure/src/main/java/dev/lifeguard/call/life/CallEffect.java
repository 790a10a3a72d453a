package dev.lifeguard.call.life;

/**
 * Effect to carry out after a {@link CallEvent}, in this order.
 *
 * @since 0.1.0
 */
public enum CallEffect {

	/** Ask the transport for a connection. */
	CONNECT,

	/** Hand the response on to the caller. */
	HAND_ON,

	/** Leave the gate's queue. */
	LEAVE_QUEUE,

	/** Tell the transport that no connection is wanted any more. */
	CANCEL_CONNECT,

	/** Let go of the connection that it had before: it serves nobody's exchange now. */
	LEAVE_BEHIND,

	/** Close the connection that comes too late. */
	REJECT,

	/** Give the permit back. */
	GIVE_BACK,

	/** Close the socket that is being opened for it, unless somebody else has it. */
	ABANDON,

	/** Close its connection. */
	CLOSE,

	/** Tell the caller that there will be no response. */
	TELL

}
