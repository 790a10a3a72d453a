package dev.lifeguard.autoconfigure.discovery;

import dev.lifeguard.autoconfigure.fleet.FleetSize;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.client.discovery.DiscoveryClient;

/**
 * Number of the instances that are registered under the application's name.
 */
final class DiscoveredFleetSize implements FleetSize {

	private final ObjectProvider<DiscoveryClient> discovery;

	private final @Nullable String application;

	DiscoveredFleetSize(ObjectProvider<DiscoveryClient> discovery, @Nullable String application) {
		this.discovery = discovery;
		this.application = application;
	}

	@Override
	public int instances() {
		return (this.application != null) ? this.discovery.getObject().getInstances(this.application).size() : 0;
	}

}
