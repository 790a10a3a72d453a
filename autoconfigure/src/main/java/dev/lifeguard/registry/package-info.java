/**
 * The named clients that exist, found by name, closed in order.
 */
@NullMarked
package dev.lifeguard.registry;

import org.jspecify.annotations.NullMarked;
