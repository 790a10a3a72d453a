package dev.lifeguard.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the fleet that a client is part of. Not in force yet.
 */
class FleetProperties {

	/**
	 * Number of connections that the backend allows the whole fleet. Not in force yet.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Number of instances of this application. Not in force yet.
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
