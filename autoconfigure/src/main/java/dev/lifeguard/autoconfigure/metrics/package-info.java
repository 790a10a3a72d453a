/**
 * Auto-configuration of the meters.
 */
@NullMarked
package dev.lifeguard.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
