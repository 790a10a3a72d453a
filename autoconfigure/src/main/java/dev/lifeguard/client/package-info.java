/**
 * Puts one client together, step by visible step.
 */
@NullMarked
package dev.lifeguard.client;

import org.jspecify.annotations.NullMarked;
