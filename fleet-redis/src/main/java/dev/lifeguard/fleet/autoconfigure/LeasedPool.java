package dev.lifeguard.fleet.autoconfigure;

import java.util.concurrent.Executor;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.fleet.Demand;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;

/**
 * Pool of a client, as far as its lease is concerned.
 */
interface LeasedPool {

	/**
	 * Let a demand hear of each lease that begins and ends from now on.
	 * @param demand the demand
	 */
	void count(Demand demand);

	/**
	 * Return how many connections are open.
	 */
	int open();

	/**
	 * Return the numbers of the pool now.
	 */
	PoolSnapshot snapshot();

	/**
	 * Return how many connections could be used now if the share were large enough: the
	 * configured bound, or an operator's in its place.
	 */
	int ownBound();

	/**
	 * The client may use more connections than before, or fewer.
	 */
	void shareChanged();

	/**
	 * Return what writes to the log for the client: that may take a while.
	 */
	Executor reports();

	/**
	 * Return the pool of a client.
	 * @param client the client
	 */
	static LeasedPool of(ManagedClient client) {
		return new OfClient(client);
	}

	/**
	 * The pool of a client.
	 *
	 * @param client the client
	 */
	record OfClient(ManagedClient client) implements LeasedPool {

		@Override
		public void count(Demand demand) {
			this.client.listen(new LeaseListener() {

				@Override
				public void granted(Lease lease) {
					demand.began();
				}

				@Override
				public void ended(Lease lease) {
					demand.ended();
				}

			});
		}

		@Override
		public int open() {
			return this.client.openConnections();
		}

		@Override
		public PoolSnapshot snapshot() {
			return this.client.snapshot();
		}

		@Override
		public int ownBound() {
			return this.client.ownBound();
		}

		@Override
		public void shareChanged() {
			this.client.shareChanged();
		}

		@Override
		public Executor reports() {
			return this.client.calls().lanes().reports();
		}

	}

}
