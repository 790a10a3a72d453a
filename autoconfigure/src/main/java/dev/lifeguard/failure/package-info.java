/**
 * What a caller can be told: exceptions with the facts they carry.
 */
@NullMarked
package dev.lifeguard.failure;

import org.jspecify.annotations.NullMarked;
