/**
 * Which sockets are kept and for how long, on top of Reactor Netty's provider.
 */
@NullMarked
package dev.lifeguard.pool;

import org.jspecify.annotations.NullMarked;
