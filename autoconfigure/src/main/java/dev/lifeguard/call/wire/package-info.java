/**
 * Handlers that translate between Netty's pipeline and a call.
 */
@NullMarked
package dev.lifeguard.call.wire;

import org.jspecify.annotations.NullMarked;
