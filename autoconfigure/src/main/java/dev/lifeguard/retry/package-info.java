/**
 * Whether, when and how often a failed attempt is repeated.
 */
@NullMarked
package dev.lifeguard.retry;

import org.jspecify.annotations.NullMarked;
