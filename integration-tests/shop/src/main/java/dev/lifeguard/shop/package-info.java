/**
 * A shop that calls two backends, each through a client of its own.
 */
@NullMarked
package dev.lifeguard.shop;

import org.jspecify.annotations.NullMarked;
