/**
 * Whether a change made calls dearer.
 */
@NullMarked
package dev.lifeguard.benchmarks.regression;

import org.jspecify.annotations.NullMarked;
