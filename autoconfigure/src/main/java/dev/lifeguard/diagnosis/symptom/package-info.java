/**
 * Why a pool is empty: one class per symptom, facts in, cause and advice out, no state.
 */
@NullMarked
package dev.lifeguard.diagnosis.symptom;

import org.jspecify.annotations.NullMarked;
