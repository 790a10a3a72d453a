package dev.lifeguard.autoconfigure.properties;

import java.time.Duration;

import dev.lifeguard.lease.Order;
import org.jspecify.annotations.Nullable;

/**
 * Properties of a client's pool.
 *
 * @since 0.1.0
 */
public class PoolProperties {

	/**
	 * Maximum number of connections in use by the client, over all its remotes.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Maximum number of connections in use to one remote. As many as over all remotes if
	 * not set.
	 */
	private @Nullable Integer maxConnectionsPerHost;

	/**
	 * Maximum number of callers that wait for a permit. As many as there may be
	 * connections if not set; with 0, a call without a permit fails at once.
	 */
	private @Nullable Integer maxPending;

	/**
	 * Longest wait for a permit. Connecting and handshaking have timeouts of their own.
	 */
	private @Nullable Duration acquireTimeout;

	/**
	 * Order in which waiting callers are served.
	 */
	private @Nullable Order order;

	/**
	 * Time for which an unused connection is kept.
	 */
	private @Nullable Duration maxIdleTime;

	/**
	 * Time for which any connection is kept, plus or minus 10 %.
	 */
	private @Nullable Duration maxLifeTime;

	/**
	 * Whether to close idle connections beyond the recent need.
	 */
	private @Nullable Boolean trimIdle;

	/**
	 * Interval at which connections that are too old are closed. At most half of the idle
	 * time; follows it if not set.
	 */
	private @Nullable Duration evictInterval;

	/**
	 * Number of connections that are opened at start, to the host of the base URL.
	 */
	private @Nullable Integer warmUp;

	public @Nullable Integer getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(@Nullable Integer maxConnections) {
		this.maxConnections = maxConnections;
	}

	public @Nullable Integer getMaxConnectionsPerHost() {
		return this.maxConnectionsPerHost;
	}

	public void setMaxConnectionsPerHost(@Nullable Integer maxConnectionsPerHost) {
		this.maxConnectionsPerHost = maxConnectionsPerHost;
	}

	public @Nullable Integer getMaxPending() {
		return this.maxPending;
	}

	public void setMaxPending(@Nullable Integer maxPending) {
		this.maxPending = maxPending;
	}

	public @Nullable Duration getAcquireTimeout() {
		return this.acquireTimeout;
	}

	public void setAcquireTimeout(@Nullable Duration acquireTimeout) {
		this.acquireTimeout = acquireTimeout;
	}

	public @Nullable Order getOrder() {
		return this.order;
	}

	public void setOrder(@Nullable Order order) {
		this.order = order;
	}

	public @Nullable Duration getMaxIdleTime() {
		return this.maxIdleTime;
	}

	public void setMaxIdleTime(@Nullable Duration maxIdleTime) {
		this.maxIdleTime = maxIdleTime;
	}

	public @Nullable Duration getMaxLifeTime() {
		return this.maxLifeTime;
	}

	public void setMaxLifeTime(@Nullable Duration maxLifeTime) {
		this.maxLifeTime = maxLifeTime;
	}

	public @Nullable Boolean getTrimIdle() {
		return this.trimIdle;
	}

	public void setTrimIdle(@Nullable Boolean trimIdle) {
		this.trimIdle = trimIdle;
	}

	public @Nullable Duration getEvictInterval() {
		return this.evictInterval;
	}

	public void setEvictInterval(@Nullable Duration evictInterval) {
		this.evictInterval = evictInterval;
	}

	public @Nullable Integer getWarmUp() {
		return this.warmUp;
	}

	public void setWarmUp(@Nullable Integer warmUp) {
		this.warmUp = warmUp;
	}

}
