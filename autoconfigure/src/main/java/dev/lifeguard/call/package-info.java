/**
 * One call on its way: one state machine, and what carries its effects out.
 */
@NullMarked
package dev.lifeguard.call;

import org.jspecify.annotations.NullMarked;
