/**
 * One named client: puts gate, pool and transport together, shows its numbers, opens,
 * closes.
 */
@NullMarked
package dev.lifeguard.client;

import org.jspecify.annotations.NullMarked;
