/**
 * The state of one call: events in, effects out.
 */
@NullMarked
package dev.lifeguard.call.life;

import org.jspecify.annotations.NullMarked;
