package dev.lifeguard.autoconfigure.properties;

import java.time.Duration;

import dev.lifeguard.limit.FleetSettings.Mode;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import org.jspecify.annotations.Nullable;

/**
 * Properties of the fleet that a client is part of.
 *
 * @since 0.1.0
 */
public class FleetProperties {

	/**
	 * Whether the instances' pools are compared with the fleet's budget at start, or the
	 * budget is shared out between them at run time, by demand. The latter needs the
	 * module lifeguard-fleet-redis.
	 */
	private @Nullable Mode mode;

	/**
	 * Number of connections that the backend allows the whole fleet.
	 */
	private @Nullable Integer maxConnections;

	/**
	 * Largest number of instances at any time, including those of a rollout and crashed
	 * ones. If it is only checked at start and this is not set, a discovery client is
	 * asked once the application is ready.
	 */
	private @Nullable Integer replicas;

	/**
	 * Name shared by the clients that share one budget. The host and port of the base URL
	 * if not set.
	 */
	private @Nullable String group;

	/**
	 * Number of connections that each client may use without a lease. It is subtracted
	 * from the budget for each of the replicas.
	 */
	private @Nullable Integer floor;

	/**
	 * Time for which a lease remains valid without being renewed.
	 */
	private @Nullable Duration leaseTime;

	/**
	 * Interval at which a lease is renewed. At most a third of the lease time; follows it
	 * if not set.
	 */
	private @Nullable Duration heartbeat;

	/**
	 * Time for which the lease of a client that has vanished is withheld from others: as
	 * long as the backend may keep its connections.
	 */
	private @Nullable Duration quarantine;

	/**
	 * Remainder of a lease that has expired because the store cannot be reached.
	 */
	private @Nullable WhenUnreachable whenUnreachable;

	public @Nullable Mode getMode() {
		return this.mode;
	}

	public void setMode(@Nullable Mode mode) {
		this.mode = mode;
	}

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

	public @Nullable String getGroup() {
		return this.group;
	}

	public void setGroup(@Nullable String group) {
		this.group = group;
	}

	public @Nullable Integer getFloor() {
		return this.floor;
	}

	public void setFloor(@Nullable Integer floor) {
		this.floor = floor;
	}

	public @Nullable Duration getLeaseTime() {
		return this.leaseTime;
	}

	public void setLeaseTime(@Nullable Duration leaseTime) {
		this.leaseTime = leaseTime;
	}

	public @Nullable Duration getHeartbeat() {
		return this.heartbeat;
	}

	public void setHeartbeat(@Nullable Duration heartbeat) {
		this.heartbeat = heartbeat;
	}

	public @Nullable Duration getQuarantine() {
		return this.quarantine;
	}

	public void setQuarantine(@Nullable Duration quarantine) {
		this.quarantine = quarantine;
	}

	public @Nullable WhenUnreachable getWhenUnreachable() {
		return this.whenUnreachable;
	}

	public void setWhenUnreachable(@Nullable WhenUnreachable whenUnreachable) {
		this.whenUnreachable = whenUnreachable;
	}

}
