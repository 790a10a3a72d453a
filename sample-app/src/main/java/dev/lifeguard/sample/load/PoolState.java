package dev.lifeguard.sample.load;

/**
 * Numbers of a pool at one instant.
 *
 * @param active connections that serve a call
 * @param idle open connections that serve none
 * @param connecting connections that are being made
 * @param pending calls that wait for a connection
 * @param max the bound of connections in use
 * @since 0.1.0
 */
public record PoolState(int active, int idle, int connecting, int pending, int max) {

}
