package dev.lifeguard.limit;

/**
 * Signal that the end of a call gives about its backend.
 *
 * @since 0.1.0
 */
public enum Signal {

	/** Any status but those below: the time to the first byte says how busy it is. */
	ANSWERED,

	/** The status was 429 or 503: it asks for less, and its quick answer says nothing. */
	PUSHED_BACK,

	/** Another 5xx: it has failed, which says nothing of how busy it is. */
	FAILED,

	/** No first byte came in time: it would have taken at least this long. */
	TIMED_OUT,

	/**
	 * The caller did not want to wait any longer: as {@link #TIMED_OUT}, if it waited for
	 * more than twice the usual time, and else as none.
	 */
	GIVEN_UP,

	/**
	 * None: no connection, the application's own failure, an event stream or an upgrade.
	 */
	NONE

}
