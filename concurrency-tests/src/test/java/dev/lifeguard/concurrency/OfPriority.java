package dev.lifeguard.concurrency;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A holder of which nothing is known but its priority.
 *
 * @param priority how much it matters
 */
record OfPriority(Priority priority) implements LeaseHolder {

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public @Nullable String uriTemplate() {
		return null;
	}

	@Override
	public boolean isRetry() {
		return false;
	}

	@Override
	public Phase phase(Phase known) {
		return known;
	}

	@Override
	public long quietNanos() {
		return -1;
	}

	@Override
	public int asks() {
		return 0;
	}

	@Override
	public long sinceAskNanos() {
		return -1;
	}

	@Override
	public boolean isNesting() {
		return false;
	}

	@Override
	public boolean isLeaked() {
		return false;
	}

	@Override
	public boolean isOnBlockedLoop() {
		return false;
	}

	@Override
	public @Nullable CallSite site() {
		return null;
	}

}
