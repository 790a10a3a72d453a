/**
 * Riptide, which not every repository has: in builds with the profile of its name only.
 */
@NullMarked
package dev.lifeguard.benchmarks.peers.riptide;

import org.jspecify.annotations.NullMarked;
