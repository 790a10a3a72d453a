/**
 * How a remote's name becomes addresses, and in which order they are tried.
 */
@NullMarked
package dev.lifeguard.transport.names;

import org.jspecify.annotations.NullMarked;
