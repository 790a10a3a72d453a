/**
 * How much time a call has left, and who rings when it is over.
 */
@NullMarked
package dev.lifeguard.time;

import org.jspecify.annotations.NullMarked;
