package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.BudgetStoreException;
import dev.lifeguard.fleet.Demand;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.Replica;
import dev.lifeguard.limit.FleetSettings;

/**
 * One client of this application in its fleet: what it needs and has on the one side, its
 * replica on the other.
 */
final class FleetMember {

	private final String client;

	private final Replica replica;

	private final Demand demand;

	private final LongSupplier nanoClock;

	private final RenewalLog log;

	private final LeasedPool pool;

	private final AtomicInteger told;

	private volatile int needed;

	private volatile boolean asking;

	private volatile boolean ended;

	private volatile long askedNanos;

	/**
	 * Create a member.
	 * @param client the client's name
	 * @param replica the client's replica
	 * @param pool the client's pool
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	FleetMember(String client, Replica replica, LeasedPool pool, LongSupplier nanoClock) {
		this.client = client;
		this.replica = replica;
		this.pool = pool;
		this.nanoClock = nanoClock;
		this.demand = new Demand(nanoClock);
		this.log = new RenewalLog(client, replica, nanoClock, pool.reports());
		this.told = new AtomicInteger(replica.getAsInt());
		pool.count(this.demand);
	}

	FleetSettings settings() {
		return this.replica.settings();
	}

	/**
	 * Begin to take part in the fleet.
	 * @param incarnation a name that no start of an application has ever had
	 */
	void begin(String incarnation) {
		this.ended = false;
		this.replica.begin(this.client + "@" + incarnation);
	}

	/**
	 * Look at what the client needs, and at whether its lease is over. It takes no time,
	 * and is done several times per heartbeat by one thread.
	 * @return whether the store should hear of the client
	 */
	boolean look() {
		PoolSnapshot now = this.pool.snapshot();
		int needed = this.demand.look(now.active() + now.connecting(), now.pending());
		this.needed = Math.min(needed, this.pool.ownBound());
		tell();
		if (this.asking) {
			this.log.waits(Duration.ofNanos(this.nanoClock.getAsLong() - this.askedNanos));
		}
		return this.replica.isDue(this.pool.open());
	}

	/**
	 * Renew the lease. It takes as long as the store does.
	 */
	void renew(BudgetStore store) {
		if (!this.replica.isDue(this.pool.open())) {
			return;
		}
		this.askedNanos = this.nanoClock.getAsLong();
		this.asking = true;
		try {
			ask(store);
		}
		finally {
			this.asking = false;
		}
		tell();
	}

	private void ask(BudgetStore store) {
		Renewal renewal = this.replica.renew(this.pool.open(), this.needed);
		try {
			Grant grant = store.renew(renewal);
			if (this.replica.granted(renewal, grant) && grant != null) {
				this.log.renewed(grant.learning());
			}
			else {
				this.log.failed("the answer came too late");
			}
		}
		catch (RuntimeException | Error ex) {
			if (!this.ended) {
				this.log.failed(reason(ex), ex);
			}
		}
	}

	private String reason(Throwable failure) {
		if (this.ended) {
			return "no answer in time";
		}
		return (failure instanceof BudgetStoreException) ? String.valueOf(failure.getMessage())
				: failure.getClass().getName();
	}

	private void tell() {
		int share = this.replica.getAsInt();
		if (this.told.getAndSet(share) != share) {
			this.pool.shareChanged();
		}
	}

	/**
	 * Return whether nothing is open that would have to be kept back.
	 */
	boolean isClosed() {
		return this.pool.open() <= settings().floor();
	}

	/**
	 * The store is not waited for any more, whatever it was asked.
	 */
	void end() {
		this.ended = true;
	}

	/**
	 * Leave the fleet. It takes as long as the store does.
	 */
	void leave(BudgetStore store) {
		Renewal departure = this.replica.leave(this.pool.open());
		try {
			store.leave(departure);
		}
		catch (RuntimeException | Error ex) {
			this.log.notLeft(reason(ex), ex);
		}
	}

}
