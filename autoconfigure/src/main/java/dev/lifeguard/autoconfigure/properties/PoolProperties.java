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
	 * Most connections in use by the client, over all its remotes.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Most connections in use to one remote. As many as over all remotes if not set.
	 */
	private @Nullable Integer maxConnectionsPerHost;

	/**
	 * Most callers that may wait for a permit. As many as there may be connections if not
	 * set; with 0, a call without a permit fails at once.
	 */
	private @Nullable Integer maxPending;

	/**
	 * Longest wait for a permit. Connecting and handshaking have timeouts of their own.
	 */
	private @Nullable Duration acquireTimeout;

	/**
	 * Which of the waiting callers is served next.
	 */
	private @Nullable Order order;

	/**
	 * How long an unused connection is kept.
	 */
	private @Nullable Duration maxIdleTime;

	/**
	 * How long any connection is kept, give or take a tenth.
	 */
	private @Nullable Duration maxLifeTime;

	/**
	 * Whether idle connections beyond the recent need are closed.
	 */
	private @Nullable Boolean trimIdle;

	/**
	 * How often connections that are too old are looked for. At most half of the idle
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
