package dev.lifeguard.diagnosis.symptom;

import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: callers that have a permit wait for a second one of the same client, and keep
 * the first until they get it.
 *
 * @since 0.1.0
 */
public final class NestedCalls implements Symptom {

	static boolean isIn(Holder holder) {
		return holder.nesting() && !holder.onBlockedLoop() && holder.phase().compareTo(Phase.BODY) >= 0;
	}

	@Override
	public @Nullable Finding look(Facts facts) {
		List<Holder> some = facts.those(NestedCalls::isIn);
		return some.isEmpty() ? null : Finding.of(Cause.NESTED_CALLS, some, facts,
				"callers that already hold %s are calling the same client before reading their first response (mostly %s)"
					.formatted(Words.part(some, facts), Words.mostly(some)),
				"raising max-connections only moves the limit: read the first response completely before the second "
						+ "call, or give the inner call a client of its own");
	}

}
