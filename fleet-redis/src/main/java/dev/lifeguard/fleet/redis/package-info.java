/**
 * The budget of a fleet in Redis.
 */
@NullMarked
package dev.lifeguard.fleet.redis;

import org.jspecify.annotations.NullMarked;
