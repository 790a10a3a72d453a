package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Line that serves the newest caller, and refuses the one that has waited longest when
 * the queue is full.
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
