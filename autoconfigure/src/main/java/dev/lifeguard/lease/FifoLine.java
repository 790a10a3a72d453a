package dev.lifeguard.lease;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Line that serves the caller that has waited longest, and refuses the newcomer when the
 * queue is full.
 *
 * @param <W> the type of those that stand in the line
 */
final class FifoLine<W extends Waiter<W>> extends WaitingLine<W> {

	@Override
	@Nullable W next(long now, Collection<? super W> hopeless) {
		return oldest();
	}

	@Override
	long rank(W next) {
		return next.ticket;
	}

	@Override
	@Nullable W surplus() {
		return null;
	}

}
