/**
 * Boot's builder and SSL bundles made into a client's transport.
 */
@NullMarked
package dev.lifeguard.autoconfigure.transport;

import org.jspecify.annotations.NullMarked;
