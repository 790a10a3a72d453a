/**
 * Two equal backends in this process, and what can be broken about them.
 */
@NullMarked
package dev.lifeguard.sample.backend;

import org.jspecify.annotations.NullMarked;
