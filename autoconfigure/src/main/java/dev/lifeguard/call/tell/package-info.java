/**
 * Threads for what may reach the application's code.
 */
@NullMarked
package dev.lifeguard.call.tell;

import org.jspecify.annotations.NullMarked;
