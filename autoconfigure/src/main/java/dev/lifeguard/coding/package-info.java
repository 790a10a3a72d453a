/**
 * How the coding of a response's body is undone, and its end found.
 */
@NullMarked
package dev.lifeguard.coding;

import org.jspecify.annotations.NullMarked;
