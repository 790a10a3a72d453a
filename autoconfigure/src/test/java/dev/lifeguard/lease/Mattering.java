package dev.lifeguard.lease;

import dev.lifeguard.leak.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * A holder of which nothing is known but how much it matters.
 *
 * @param priority how much it does
 */
record Mattering(Priority priority) implements LeaseHolder {

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
