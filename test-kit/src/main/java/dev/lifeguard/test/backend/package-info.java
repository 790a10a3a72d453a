/**
 * A server on loopback that answers as badly as it is told to.
 */
@NullMarked
package dev.lifeguard.test.backend;

import org.jspecify.annotations.NullMarked;
