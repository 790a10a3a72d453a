/**
 * What the page shows and what its buttons do, over HTTP.
 */
@NullMarked
package dev.lifeguard.sample.demo;

import org.jspecify.annotations.NullMarked;
