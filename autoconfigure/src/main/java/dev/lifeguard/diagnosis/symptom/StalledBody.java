package dev.lifeguard.diagnosis.symptom;

import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: the backend has started its responses and does not continue.
 *
 * @since 0.1.0
 */
public final class StalledBody implements Symptom {

	@Override
	public @Nullable Finding look(Facts facts) {
		List<Holder> some = facts.those((holder) -> Standstill.isIn(holder, Phase.BODY));
		return some.isEmpty() ? null : Finding.of(Cause.STALLED_BODY, some, facts,
				"%s wait for more of a body that has begun, the longest for %s (mostly %s)"
					.formatted(Words.part(some, facts), Words.oldest(some), Words.mostly(some)),
				"raising max-connections will not help: the backend starts its responses and then stalls; lower timeout.response "
						+ "(%s) to end such calls sooner, and look at what the backend streams from"
							.formatted(Words.time(facts.responseTimeout())));
	}

}
