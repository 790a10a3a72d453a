package dev.lifeguard.diagnosis.symptom;

import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: connections wait for a thread, not for the network, because their event loop
 * does not answer.
 *
 * @since 0.1.0
 */
public final class BlockedEventLoop implements Symptom {

	@Override
	public @Nullable Finding look(Facts facts) {
		List<Holder> some = facts.those(Holder::onBlockedLoop);
		return some.isEmpty() ? null : Finding.of(Cause.EVENT_LOOP_BLOCKED, some, facts,
				"%s are on an event loop that does not answer".formatted(Words.part(some, facts)),
				"raising max-connections will not help: something blocks the event loop, a blocking call in a reactive "
						+ "chain for example; a thread dump shows it on a thread of Reactor's; move it to "
						+ "Schedulers.boundedElastic()");
	}

}
