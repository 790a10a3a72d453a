/**
 * Auto-configuration of the named WebClient beans.
 */
@NullMarked
package dev.lifeguard.autoconfigure.reactive;

import org.jspecify.annotations.NullMarked;
