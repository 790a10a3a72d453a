/**
 * An application on the oldest Spring Boot that Lifeguard runs on.
 */
@NullMarked
package dev.lifeguard.oldest;

import org.jspecify.annotations.NullMarked;
