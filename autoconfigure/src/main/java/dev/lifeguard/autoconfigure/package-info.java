/**
 * Bean definitions of the named clients.
 */
@NullMarked
package dev.lifeguard.autoconfigure;

import org.jspecify.annotations.NullMarked;
