package dev.lifeguard.sample.demo;

import dev.lifeguard.failure.Diagnosis;

/**
 * Lifeguard's diagnosis in words.
 *
 * @param cause the cause
 * @param evidence the numbers that it rests on
 * @param advice what to do about it
 */
record Verdict(String cause, String evidence, String advice) {

	static Verdict of(Diagnosis diagnosis) {
		return new Verdict(diagnosis.cause().name(), diagnosis.evidence(), diagnosis.advice());
	}

}
