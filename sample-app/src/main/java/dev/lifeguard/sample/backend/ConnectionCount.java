package dev.lifeguard.sample.backend;

/**
 * Connections that a backend counts.
 *
 * @param cap how many it allows
 * @param open how many there are
 * @param most how many there were at once since the start
 * @param refused how many it has reset because there were too many
 * @since 0.1.0
 */
public record ConnectionCount(int cap, int open, int most, int refused) {

}
