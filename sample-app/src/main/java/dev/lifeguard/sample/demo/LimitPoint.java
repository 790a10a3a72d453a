package dev.lifeguard.sample.demo;

import org.jspecify.annotations.Nullable;

/**
 * Limit that is learned.
 *
 * @param learned how many calls may wait for their first byte
 * @param knownSafe how many the backend is known to bear, if that is known
 */
record LimitPoint(double learned, @Nullable Double knownSafe) {

}
