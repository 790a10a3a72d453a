package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;

/**
 * Nothing has moved in a phase of a call in which something should.
 */
final class Standstill {

	private static final Duration LONG = Duration.ofMillis(200);

	private Standstill() {
	}

	/**
	 * Return whether a call stands still in a phase, and nothing else explains it.
	 */
	static boolean isIn(Holder holder, Phase phase) {
		return holder.phase() == phase && holder.quiet().compareTo(LONG) > 0 && !holder.onBlockedLoop()
				&& !NestedCalls.isIn(holder);
	}

}
