/**
 * How many instances share a backend, and whether their pools fit it.
 */
@NullMarked
package dev.lifeguard.autoconfigure.fleet;

import org.jspecify.annotations.NullMarked;
