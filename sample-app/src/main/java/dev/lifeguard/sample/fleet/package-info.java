/**
 * Three instances of an application that share what one backend allows, which are there
 * with {@code --fleet}.
 */
@NullMarked
package dev.lifeguard.sample.fleet;

import org.jspecify.annotations.NullMarked;
