package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * A line that serves the newest, and makes room for a newcomer by giving up whoever has
 * waited longest.
 *
 * @param <W> the type of those that stand in the line
 */
final class LifoLine<W extends Waiter<W>> extends WaitingLine<W> {

	@Override
	@Nullable W next(long now, Collection<? super W> hopeless) {
		return newest();
	}

	@Override
	long rank(W next) {
		return -next.ticket;
	}

	@Override
	@Nullable W surplus() {
		return oldest();
	}

}
