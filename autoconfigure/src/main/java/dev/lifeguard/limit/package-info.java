/**
 * How many at once: a number that is fixed, or changed for a time.
 */
@NullMarked
package dev.lifeguard.limit;

import org.jspecify.annotations.NullMarked;
