package dev.lifeguard.pool;

import java.time.Duration;

/**
 * How many sockets a client may have, and for how long it keeps them.
 *
 * @param maxConnections the most connections in use, over all remotes
 * @param maxConnectionsPerHost the most connections in use to one remote
 * @param maxIdleTime how long an unused connection is kept
 * @param maxLifeTime how long any connection is kept, give or take a tenth
 * @param evictInterval how often connections that are too old are looked for
 * @param trimIdle whether idle connections beyond the recent need are closed
 * @param warmUp how many connections are opened at start
 * @since 0.1.0
 */
public record PoolSettings(int maxConnections, int maxConnectionsPerHost, Duration maxIdleTime, Duration maxLifeTime,
		Duration evictInterval, boolean trimIdle, int warmUp) {

	/** The most connections in use where nothing else is said. */
	public static final int DEFAULT_MAX_CONNECTIONS = 50;

	/** How long an unused connection is kept where nothing else is said. */
	public static final Duration DEFAULT_MAX_IDLE_TIME = Duration.ofSeconds(30);

	/** How long any connection is kept where nothing else is said. */
	public static final Duration DEFAULT_MAX_LIFE_TIME = Duration.ofMinutes(5);

	/** How often old connections are looked for where nothing else is said. */
	public static final Duration DEFAULT_EVICT_INTERVAL = Duration.ofSeconds(10);

	/** Whether surplus idle connections are closed where nothing else is said. */
	public static final boolean DEFAULT_TRIM_IDLE = true;

	/** How many connections are opened at start where nothing else is said. */
	public static final int DEFAULT_WARM_UP = 0;

	/**
	 * Create settings with which surplus idle connections are closed.
	 * @param maxConnections the most connections in use, over all remotes
	 * @param maxConnectionsPerHost the most connections in use to one remote
	 * @param maxIdleTime how long an unused connection is kept
	 * @param maxLifeTime how long any connection is kept, give or take a tenth
	 * @param evictInterval how often connections that are too old are looked for
	 */
	public PoolSettings(int maxConnections, int maxConnectionsPerHost, Duration maxIdleTime, Duration maxLifeTime,
			Duration evictInterval) {
		this(maxConnections, maxConnectionsPerHost, maxIdleTime, maxLifeTime, evictInterval, DEFAULT_TRIM_IDLE,
				DEFAULT_WARM_UP);
	}

}
