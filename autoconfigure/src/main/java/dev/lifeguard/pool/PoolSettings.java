package dev.lifeguard.pool;

import java.time.Duration;

/**
 * Settings for the number of sockets that a client may have, and how long it keeps them.
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

	/** Default for the number of connections in use. */
	public static final int DEFAULT_MAX_CONNECTIONS = 50;

	/** Default for how long an unused connection is kept. */
	public static final Duration DEFAULT_MAX_IDLE_TIME = Duration.ofSeconds(30);

	/** Default for how long any connection is kept. */
	public static final Duration DEFAULT_MAX_LIFE_TIME = Duration.ofMinutes(5);

	/** Default for how often old connections are closed. */
	public static final Duration DEFAULT_EVICT_INTERVAL = Duration.ofSeconds(10);

	/** Default for whether surplus idle connections are closed. */
	public static final boolean DEFAULT_TRIM_IDLE = true;

	/** Default for the number of connections that are opened at start. */
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
