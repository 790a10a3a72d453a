package dev.lifeguard.fleet.simulation;

import java.util.function.LongSupplier;

import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.limit.FleetSettings;
import org.jspecify.annotations.Nullable;

/**
 * Lease as it is written in an afternoon: what is granted is used at once, until the time
 * of day at which it ends.
 */
final class NaiveLeaser implements Leaser {

	private final FleetSettings settings;

	private final LongSupplier wallNanos;

	private String member = "";

	private long sequence;

	private long dueNanos;

	private long endNanos;

	private int granted;

	NaiveLeaser(FleetSettings settings, LongSupplier wallNanos) {
		this.settings = settings;
		this.wallNanos = wallNanos;
	}

	@Override
	public void begin(String member) {
		this.member = member;
		this.granted = 0;
		this.dueNanos = this.wallNanos.getAsLong();
	}

	@Override
	public boolean isDue(int open) {
		return this.wallNanos.getAsLong() >= this.dueNanos;
	}

	@Override
	public Renewal renew(int open, int needed) {
		this.dueNanos = this.wallNanos.getAsLong() + this.settings.heartbeat().toNanos();
		Integer budget = this.settings.maxConnections();
		Integer replicas = this.settings.replicas();
		int pool = (budget != null && replicas != null) ? budget - replicas : 0;
		return new Renewal("orders", this.member, ++this.sequence, usable(), this.granted, needed - 1, pool,
				this.settings.leaseTime(), this.settings.quarantine());
	}

	@Override
	public void granted(Renewal renewal, @Nullable Grant grant) {
		if (grant != null && renewal.member().equals(this.member)) {
			this.granted = grant.connections();
			this.endNanos = this.wallNanos.getAsLong() + this.settings.leaseTime().toNanos();
		}
	}

	@Override
	public int usable() {
		return (this.wallNanos.getAsLong() < this.endNanos) ? this.granted : 0;
	}

}
