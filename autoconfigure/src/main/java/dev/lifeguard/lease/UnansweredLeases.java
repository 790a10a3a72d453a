package dev.lifeguard.lease;

import org.jspecify.annotations.Nullable;

/**
 * Leases that wait for the first byte of their response, counted in addition to the
 * permits: how many are held is a matter of connections, how many are unanswered one of
 * the backend's load. Slow readers and leaks hold permits, and are no reason to send
 * less.
 */
class UnansweredLeases {

	/** There is no limit, and nothing is counted. */
	static final UnansweredLeases UNLIMITED = new UnansweredLeases();

	private UnansweredLeases() {
	}

	static UnansweredLeases of(@Nullable ResponseLimit limit) {
		return (limit != null) ? new Limited(limit) : UNLIMITED;
	}

	/**
	 * Take a place for a lease, unless it needs none.
	 * @return whether it may be granted
	 */
	boolean tryTake(Lease lease) {
		return true;
	}

	/**
	 * Give the place of a lease back, if it has one still.
	 * @return whether it had one
	 */
	boolean giveBack(Lease lease) {
		return false;
	}

	boolean isFull(Priority priority) {
		return false;
	}

	/**
	 * Return whether a lease is kept from being granted.
	 */
	boolean isFullFor(Lease lease) {
		return false;
	}

	/**
	 * A caller has to wait although there is a permit.
	 */
	void blocked() {
	}

	/**
	 * Return the lesser of a bound and the limit.
	 */
	int bound(int bound) {
		return bound;
	}

	void answered(Lease lease, int status, boolean stream) {
	}

	void ended(Lease lease, Outcome outcome) {
	}

	/**
	 * Leases that are counted.
	 */
	private static final class Limited extends UnansweredLeases {

		private final ResponseLimit limit;

		private final Permits places;

		Limited(ResponseLimit limit) {
			this.limit = limit;
			this.places = new Permits(limit::limit);
		}

		@Override
		boolean tryTake(Lease lease) {
			if (!this.limit.isFor(lease)) {
				return true;
			}
			boolean taken = this.places.tryTake(lease.priority());
			if (taken) {
				lease.unanswered();
				this.limit.granted(this.places.taken());
			}
			return taken;
		}

		@Override
		boolean giveBack(Lease lease) {
			boolean had = lease.noLongerUnanswered();
			if (had) {
				this.places.giveBack();
			}
			return had;
		}

		@Override
		boolean isFull(Priority priority) {
			return this.places.isFull(priority);
		}

		@Override
		boolean isFullFor(Lease lease) {
			return isFull(lease.priority()) && this.limit.isFor(lease);
		}

		@Override
		void blocked() {
			this.limit.blocked();
		}

		@Override
		int bound(int bound) {
			return Math.min(bound, this.places.bound());
		}

		@Override
		void answered(Lease lease, int status, boolean stream) {
			this.limit.answered(lease, status, stream);
		}

		@Override
		void ended(Lease lease, Outcome outcome) {
			giveBack(lease);
			if (outcome.status() == 0) {
				this.limit.unanswered(lease, outcome);
			}
		}

	}

}
