/**
 * Our failures as problem details instead of a bare 500.
 */
@NullMarked
package dev.lifeguard.web;

import org.jspecify.annotations.NullMarked;
