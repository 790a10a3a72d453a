/**
 * What a user can write in application.yml, nothing else.
 */
@NullMarked
package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.NullMarked;
