/**
 * How a leaked response is recognised and traced to its call site.
 */
@NullMarked
package dev.lifeguard.leak;

import org.jspecify.annotations.NullMarked;
