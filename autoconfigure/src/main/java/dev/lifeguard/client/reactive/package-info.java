/**
 * The client as a connector for WebClient.
 */
@NullMarked
package dev.lifeguard.client.reactive;

import org.jspecify.annotations.NullMarked;
