package dev.lifeguard.leak;

/**
 * Action taken on a leaked response.
 *
 * @since 0.1.0
 */
public enum LeakAction {

	/** Nothing. */
	OFF,

	/** It is logged. */
	REPORT,

	/** It is logged, its connection is closed and its permit released. */
	RECLAIM

}
