package dev.lifeguard.limit;

import dev.lifeguard.limit.LimitMove.Reason;

/**
 * Limit that a window leads to.
 *
 * @param limit the limit, not yet held against its bounds
 * @param reason why it is this one
 */
record Step(double limit, Reason reason) {

}
