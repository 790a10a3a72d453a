/**
 * From the facts of a pool to JSON.
 */
@NullMarked
package dev.lifeguard.endpoint;

import org.jspecify.annotations.NullMarked;
