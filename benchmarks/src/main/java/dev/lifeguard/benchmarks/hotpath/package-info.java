/**
 * What a call costs while nothing is wrong.
 */
@NullMarked
package dev.lifeguard.benchmarks.hotpath;

import org.jspecify.annotations.NullMarked;
