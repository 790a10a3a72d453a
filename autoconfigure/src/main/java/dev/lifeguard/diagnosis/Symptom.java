package dev.lifeguard.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be wrong, and what shows it.
 */
@FunctionalInterface
interface Symptom {

	/**
	 * Look for the symptom.
	 * @param facts what is known
	 * @return what was found, or {@code null}
	 */
	@Nullable Finding look(Facts facts);

}
