/**
 * How long the first call of a fresh JVM takes, and how late its first refusal is.
 */
@NullMarked
package dev.lifeguard.benchmarks.cold;

import org.jspecify.annotations.NullMarked;
