/**
 * Auto-configuration of the named RestClient beans.
 */
@NullMarked
package dev.lifeguard.autoconfigure.blocking;

import org.jspecify.annotations.NullMarked;
