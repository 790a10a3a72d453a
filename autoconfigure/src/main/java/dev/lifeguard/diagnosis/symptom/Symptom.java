package dev.lifeguard.diagnosis.symptom;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be wrong, and what shows it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Symptom {

	/**
	 * Look for the symptom.
	 * @param facts what is known
	 * @return what was found, or {@code null}
	 */
	@Nullable Finding look(Facts facts);

}
