/**
 * The same load for the plain client and for Lifeguard's, and what came of it.
 */
@NullMarked
package dev.lifeguard.sample.load;

import org.jspecify.annotations.NullMarked;
