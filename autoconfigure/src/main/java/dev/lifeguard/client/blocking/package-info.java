/**
 * The client as {@code RestClient}.
 */
@NullMarked
package dev.lifeguard.client.blocking;

import org.jspecify.annotations.NullMarked;
