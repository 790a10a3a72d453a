package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: the application reads its responses in pieces, and does something else in
 * between. When it asked last tells them from those that it has forgotten.
 *
 * @since 0.1.0
 */
public final class SlowReaders implements Symptom {

	private static final Duration LONG = Duration.ofMillis(200);

	private static final Duration RECENTLY = Duration.ofMillis(250);

	private static final int PAUSES = 3;

	/**
	 * Return whether the application has asked for bytes recently, or not longer ago than
	 * is usual for this response.
	 */
	static boolean isIn(Holder holder) {
		Duration sinceAsk = holder.sinceAsk();
		if (holder.phase() != Phase.UNREAD || sinceAsk == null || holder.asks() < 2 || holder.onBlockedLoop()) {
			return false;
		}
		Duration pause = holder.inPhase().minus(sinceAsk).dividedBy(holder.asks());
		return holder.inPhase().compareTo(LONG) > 0
				&& (sinceAsk.compareTo(RECENTLY) <= 0 || sinceAsk.compareTo(pause.multipliedBy(PAUSES)) <= 0);
	}

	@Override
	public @Nullable Finding look(Facts facts) {
		List<Holder> some = facts.those((holder) -> isIn(holder) && !NestedCalls.isIn(holder));
		return some.isEmpty() ? null : Finding.of(Cause.SLOW_READER, some, facts,
				"%s hold a response that the application reads slowly, for up to %s (mostly %s)"
					.formatted(Words.part(some, facts), longest(some), Words.mostly(some)),
				"raising max-connections will not help for long: the application works between reads and holds the "
						+ "connection meanwhile; read the whole response first and process it afterwards, or give such "
						+ "calls a client of their own");
	}

	private static String longest(List<Holder> some) {
		return Words.time(some.stream().map(Holder::inPhase).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
	}

}
