/**
 * A backend with a bounded capacity, in a process of its own, whose troubles can be
 * switched on.
 */
@NullMarked
package dev.lifeguard.benchmarks.backend;

import org.jspecify.annotations.NullMarked;
