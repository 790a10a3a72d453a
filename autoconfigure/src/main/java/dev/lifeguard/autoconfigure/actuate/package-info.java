/**
 * Conditions for what Actuator shows.
 */
@NullMarked
package dev.lifeguard.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
