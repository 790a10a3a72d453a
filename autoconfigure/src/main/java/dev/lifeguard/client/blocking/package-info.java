/**
 * The client as a request factory for RestClient.
 */
@NullMarked
package dev.lifeguard.client.blocking;

import org.jspecify.annotations.NullMarked;
