/**
 * How far the clients are from what nobody can cross.
 */
@NullMarked
package dev.lifeguard.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
