/**
 * An application that calls a backend with Lifeguard and without it.
 */
@NullMarked
package dev.lifeguard.sample;

import org.jspecify.annotations.NullMarked;
