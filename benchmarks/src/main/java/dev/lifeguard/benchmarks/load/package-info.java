/**
 * How a load program is told what to do, and what it tells: the same for each language.
 */
@NullMarked
package dev.lifeguard.benchmarks.load;

import org.jspecify.annotations.NullMarked;
