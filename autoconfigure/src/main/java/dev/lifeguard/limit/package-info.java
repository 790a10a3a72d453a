/**
 * How many at once: a number that is fixed, changed for a time, learned, or leased from a
 * fleet.
 */
@NullMarked
package dev.lifeguard.limit;

import org.jspecify.annotations.NullMarked;
