package dev.lifeguard.diagnosis.symptom;

import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: the application holds responses that it does not read.
 *
 * @since 0.1.0
 */
public final class LeakedResponses implements Symptom {

	private static boolean isIn(Holder holder) {
		return Standstill.isIn(holder, Phase.UNREAD) && !SlowReaders.isIn(holder);
	}

	@Override
	public @Nullable Finding look(Facts facts) {
		List<Holder> some = facts.those(LeakedResponses::isIn);
		return some.isEmpty() ? null : Finding.of(Cause.LEAK, some, facts,
				"%s hold a response that the application is not reading, for up to %s (mostly %s)"
					.formatted(Words.part(some, facts), Words.oldest(some), Words.mostly(some)),
				"raising max-connections only delays it: read every response completely or close it, on error paths "
						+ "too; they are reclaimed after leak.threshold, and leak.capture: always shows where they come "
						+ "from" + facts.yaml("leak.capture", "always"));
	}

}
