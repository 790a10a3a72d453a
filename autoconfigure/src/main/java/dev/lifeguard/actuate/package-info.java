/**
 * Facts as JSON and as health.
 */
@NullMarked
package dev.lifeguard.actuate;

import org.jspecify.annotations.NullMarked;
