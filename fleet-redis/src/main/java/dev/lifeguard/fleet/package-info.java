/**
 * A share of a fleet's budget: who may use how much of it, and for how long.
 */
@NullMarked
package dev.lifeguard.fleet;

import org.jspecify.annotations.NullMarked;
