/**
 * Properties to settings: look-up order, what follows what, rules, advice.
 */
@NullMarked
package dev.lifeguard.autoconfigure.settings;

import org.jspecify.annotations.NullMarked;
