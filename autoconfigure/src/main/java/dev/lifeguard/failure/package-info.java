/**
 * What can go wrong, as types: one vocabulary for clients, web, metrics and retry.
 */
@NullMarked
package dev.lifeguard.failure;

import org.jspecify.annotations.NullMarked;
