/**
 * Auto-configuration of the Actuator endpoint.
 */
@NullMarked
package dev.lifeguard.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
