package dev.lifeguard.diagnosis.symptom;

import org.jspecify.annotations.Nullable;

/**
 * Symptom of an empty pool: one thing that can be wrong, and how to recognise it.
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
