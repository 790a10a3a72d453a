/**
 * Starts the contestants, tells them what to do, and reads what became of their calls.
 */
@NullMarked
package dev.lifeguard.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
