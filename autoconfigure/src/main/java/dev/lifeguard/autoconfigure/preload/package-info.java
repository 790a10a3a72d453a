/**
 * What the first call and the first refusal need, loaded before there is one.
 */
@NullMarked
package dev.lifeguard.autoconfigure.preload;

import org.jspecify.annotations.NullMarked;
