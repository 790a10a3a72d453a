/**
 * Whether, when and how often to try again.
 */
@NullMarked
package dev.lifeguard.retry;

import org.jspecify.annotations.NullMarked;
