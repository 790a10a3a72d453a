/**
 * Refusals made into diagnoses and episodes; the one door to the two rooms below.
 */
@NullMarked
package dev.lifeguard.diagnosis;

import org.jspecify.annotations.NullMarked;
