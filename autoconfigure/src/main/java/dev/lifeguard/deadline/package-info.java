/**
 * How much time is left.
 */
@NullMarked
package dev.lifeguard.deadline;

import org.jspecify.annotations.NullMarked;
