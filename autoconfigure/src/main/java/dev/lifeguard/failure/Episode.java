package dev.lifeguard.failure;

import java.time.Duration;
import java.util.List;

/**
 * Period in which calls were refused: from the first refusal until there was none for
 * some seconds.
 *
 * @param ago how long ago it began
 * @param lasted how long it lasted, or has lasted: from its first refusal to its last
 * @param over whether it is over
 * @param refused how many calls were refused
 * @param peakPending the most callers that waited at once
 * @param pool the pool's numbers at its first refusal
 * @param diagnosis why the pool was empty, as far as that became known
 * @param recorder what happened before it began, oldest first
 * @since 0.1.0
 */
public record Episode(Duration ago, Duration lasted, boolean over, int refused, int peakPending, PoolSnapshot pool,
		Diagnosis diagnosis, List<LeaseEvent> recorder) {

	/**
	 * Return the episode without what happened before it.
	 * @return the episode with an empty recorder
	 */
	public Episode withoutRecorder() {
		return new Episode(this.ago, this.lasted, this.over, this.refused, this.peakPending, this.pool, this.diagnosis,
				List.of());
	}

}
