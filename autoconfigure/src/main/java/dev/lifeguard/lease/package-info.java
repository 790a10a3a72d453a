/**
 * Who may use a connection and who waits: the gate, its queue, its listeners.
 */
@NullMarked
package dev.lifeguard.lease;

import org.jspecify.annotations.NullMarked;
