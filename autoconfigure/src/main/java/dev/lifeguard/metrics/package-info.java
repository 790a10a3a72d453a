/**
 * From the facts of a pool to meters.
 */
@NullMarked
package dev.lifeguard.metrics;

import org.jspecify.annotations.NullMarked;
