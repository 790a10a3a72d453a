/**
 * The only place that knows Boot's conditions and properties.
 */
@NullMarked
package dev.lifeguard.autoconfigure;

import org.jspecify.annotations.NullMarked;
