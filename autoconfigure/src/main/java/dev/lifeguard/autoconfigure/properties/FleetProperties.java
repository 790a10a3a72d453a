package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the fleet that a client is part of.
 *
 * @since 0.1.0
 */
public class FleetProperties {

	/**
	 * Number of connections that the backend allows the whole fleet. Checked at start
	 * against fleet.replicas times pool.max-connections.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Number of instances of this application. Without it, a discovery client is asked
	 * once the application is ready.
	 */
	private @Nullable Integer replicas;

	public @Nullable Integer getMaxConnections() {
		return this.maxConnections;
	}

	public void setMaxConnections(@Nullable Integer maxConnections) {
		this.maxConnections = maxConnections;
	}

	public @Nullable Integer getReplicas() {
		return this.replicas;
	}

	public void setReplicas(@Nullable Integer replicas) {
		this.replicas = replicas;
	}

}
