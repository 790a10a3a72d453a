/**
 * Whether a learned limit is as good as the best fixed one, which nobody knows before.
 */
@NullMarked
package dev.lifeguard.benchmarks.learning;

import org.jspecify.annotations.NullMarked;
