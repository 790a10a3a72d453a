/**
 * How sockets are kept: the provider, its bound and its eviction.
 */
@NullMarked
package dev.lifeguard.pool;

import org.jspecify.annotations.NullMarked;
