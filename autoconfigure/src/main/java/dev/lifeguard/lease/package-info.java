/**
 * Who may use a connection, who waits for one, who holds one and since when.
 */
@NullMarked
package dev.lifeguard.lease;

import org.jspecify.annotations.NullMarked;
