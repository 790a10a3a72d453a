package dev.lifeguard.failure;

/**
 * Diagnosis of an empty pool: the cause, the evidence for it, and what to do about it.
 *
 * @param cause the cause
 * @param evidence the numbers that the verdict rests on, in words
 * @param advice the next step for a person
 * @param confidence how much of the pool the cause explains, from 0 (nothing is known) to
 * 1 (all of it)
 * @since 0.1.0
 */
public record Diagnosis(Cause cause, String evidence, String advice, double confidence) {

}
