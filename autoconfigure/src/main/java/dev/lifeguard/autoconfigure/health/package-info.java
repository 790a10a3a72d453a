/**
 * Auto-configuration of the health component.
 */
@NullMarked
package dev.lifeguard.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
