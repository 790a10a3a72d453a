/**
 * From the facts of a pool to health.
 */
@NullMarked
package dev.lifeguard.health;

import org.jspecify.annotations.NullMarked;
