/**
 * What a call costs when there is more of everything.
 */
@NullMarked
package dev.lifeguard.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
