/**
 * One call on its way, from its first attempt to its end.
 */
@NullMarked
package dev.lifeguard.call;

import org.jspecify.annotations.NullMarked;
