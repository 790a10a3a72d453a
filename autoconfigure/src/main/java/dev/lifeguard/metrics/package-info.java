/**
 * Facts as meters and observations.
 */
@NullMarked
package dev.lifeguard.metrics;

import org.jspecify.annotations.NullMarked;
