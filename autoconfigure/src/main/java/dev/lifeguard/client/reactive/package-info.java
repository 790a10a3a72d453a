/**
 * The client as {@code WebClient}.
 */
@NullMarked
package dev.lifeguard.client.reactive;

import org.jspecify.annotations.NullMarked;
