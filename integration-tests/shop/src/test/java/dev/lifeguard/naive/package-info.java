/**
 * The same shop, written the naive way: plain clients, an unread response, blind retries.
 */
@NullMarked
package dev.lifeguard.naive;

import org.jspecify.annotations.NullMarked;
