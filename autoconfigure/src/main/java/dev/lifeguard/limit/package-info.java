/**
 * How many at once: a number that is fixed, changed for a time, or learned.
 */
@NullMarked
package dev.lifeguard.limit;

import org.jspecify.annotations.NullMarked;
