/**
 * From the facts of a pool to one sentence that a person can act on.
 */
@NullMarked
package dev.lifeguard.diagnosis;

import org.jspecify.annotations.NullMarked;
