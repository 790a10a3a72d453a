package dev.lifeguard.pool;

/**
 * Reason why an idle connection was closed.
 *
 * @since 0.1.0
 */
public enum EvictionReason {

	/** It was idle for {@code pool.max-idle-time}. */
	IDLE,

	/** It was idle for as long as its remote keeps one, by its own word or by habit. */
	KEEP_ALIVE,

	/** It was older than {@code pool.max-life-time} allows. */
	LIFE_TIME,

	/** There were more idle connections than the recent use needs. */
	SURPLUS,

	/** There were more connections than the client's lease of its fleet's budget. */
	LEASE,

	/** Another idle connection to the same remote turned out to be dead. */
	STALE,

	/** Another kept connection to the same remote did not answer in time. */
	SUSPECT,

	/** An operator asked for it. */
	OPERATOR,

	/** Bytes arrived on it that belong to no response. */
	STRAY,

	/** Nothing arrived on it when its peer was asked whether it is there. */
	SILENT,

	/** A rule of the application asked for it. */
	RULE,

	/** The peer closed it. */
	PEER

}
