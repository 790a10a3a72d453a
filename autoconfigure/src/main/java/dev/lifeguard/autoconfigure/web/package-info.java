/**
 * Auto-configuration of the problem details for our failures.
 */
@NullMarked
package dev.lifeguard.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
