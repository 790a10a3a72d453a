package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A limit that the test sets.
 */
final class TestLimit implements ResponseLimit {

	final Set<Lease> parked = new HashSet<>();

	final List<Integer> statuses = new ArrayList<>();

	int current;

	int grow;

	int most;

	int blocked;

	int unanswered;

	TestLimit(int current) {
		this.current = current;
	}

	@Override
	public int limit() {
		return this.current;
	}

	@Override
	public boolean isFor(Lease lease) {
		return !this.parked.contains(lease);
	}

	@Override
	public void granted(int waiting) {
		this.most = Math.max(this.most, waiting);
	}

	@Override
	public void blocked() {
		this.blocked++;
	}

	@Override
	public void answered(Lease lease, int status, boolean stream) {
		this.statuses.add(status);
		this.current += this.grow;
	}

	@Override
	public void unanswered(Lease lease, Outcome outcome) {
		this.unanswered++;
	}

}
