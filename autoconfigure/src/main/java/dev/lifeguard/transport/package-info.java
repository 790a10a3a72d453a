/**
 * How one connection is made: protocol, TLS, proxy, socket options, limits, warm-up.
 */
@NullMarked
package dev.lifeguard.transport;

import org.jspecify.annotations.NullMarked;
