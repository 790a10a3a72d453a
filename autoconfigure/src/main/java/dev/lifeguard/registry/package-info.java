/**
 * The named clients that exist, and their orderly end.
 */
@NullMarked
package dev.lifeguard.registry;

import org.jspecify.annotations.NullMarked;
