/**
 * What happens to calls when the backend is in trouble.
 */
@NullMarked
package dev.lifeguard.benchmarks.baddays;

import org.jspecify.annotations.NullMarked;
