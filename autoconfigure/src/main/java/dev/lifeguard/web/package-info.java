/**
 * Failures as problem details.
 */
@NullMarked
package dev.lifeguard.web;

import org.jspecify.annotations.NullMarked;
