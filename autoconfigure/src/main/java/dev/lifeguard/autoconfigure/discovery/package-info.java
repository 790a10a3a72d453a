/**
 * The only place that knows Spring Cloud's discovery client.
 */
@NullMarked
package dev.lifeguard.autoconfigure.discovery;

import org.jspecify.annotations.NullMarked;
