package dev.lifeguard.sample.fleet;

import java.util.List;

import dev.lifeguard.sample.backend.ConnectionCount;

/**
 * Numbers of the fleet and its backend at one instant.
 *
 * @param busy the number of the instance that has most of the load, from 1
 * @param backend the connections that the backend counts
 * @param instances the instances
 * @since 0.1.0
 */
public record FleetState(int busy, ConnectionCount backend, List<InstanceState> instances) {

}
