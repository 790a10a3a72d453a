/**
 * A long run of an application with bad days, to find what it does not give back.
 */
@NullMarked
package dev.lifeguard.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
