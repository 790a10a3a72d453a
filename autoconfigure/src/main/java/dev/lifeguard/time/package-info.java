/**
 * How much time a call has left, who rings when it is over, how times are counted.
 */
@NullMarked
package dev.lifeguard.time;

import org.jspecify.annotations.NullMarked;
