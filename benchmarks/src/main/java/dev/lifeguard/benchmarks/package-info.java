/**
 * What a call costs, side by side with the bare libraries.
 */
@NullMarked
package dev.lifeguard.benchmarks;

import org.jspecify.annotations.NullMarked;
