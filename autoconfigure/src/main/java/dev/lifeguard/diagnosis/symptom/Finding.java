package dev.lifeguard.diagnosis.symptom;

import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;

/**
 * Symptom that was found.
 *
 * @param cause what it is a symptom of
 * @param share how much of the pool it explains, from 0 to 1
 * @param evidence the numbers, in words
 * @param advice the next step for a person
 * @since 0.1.0
 */
public record Finding(Cause cause, double share, String evidence, String advice) {

	/** Less of a pool than this is no reason for its being empty. */
	private static final double TOO_LITTLE = 0.25;

	/**
	 * Return a finding that rests on some of the holders.
	 */
	static Finding of(Cause cause, List<Holder> some, Facts facts, String evidence, String advice) {
		return new Finding(cause, share(some, facts), evidence, advice);
	}

	static double share(List<Holder> some, Facts facts) {
		return facts.holders().isEmpty() ? 0 : (double) some.size() / facts.holders().size();
	}

	public boolean isRelevant() {
		return this.share >= TOO_LITTLE;
	}

}
