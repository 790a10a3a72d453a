package dev.lifeguard.diagnosis;

import java.util.Locale;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolSnapshot;

/**
 * Says why a pool is empty, as far as its numbers show it.
 *
 * @since 0.1.0
 */
public final class Diagnostician {

	private static final String ADVICE = "do not raise max-connections before you know what holds the places: "
			+ "look at the age of the oldest and at the backend's latency; see docs/diagnosis.md";

	/**
	 * Diagnose a pool that had no place.
	 * @param pool the pool's numbers
	 * @return the diagnosis
	 */
	public Diagnosis diagnose(PoolSnapshot pool) {
		String evidence = String.format(Locale.ROOT, "%d of %d places are taken, %d of them still connecting",
				pool.active() + pool.connecting(), pool.limit(), pool.connecting());
		return new Diagnosis(Cause.UNKNOWN, evidence, ADVICE);
	}

}
