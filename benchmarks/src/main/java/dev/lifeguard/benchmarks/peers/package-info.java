/**
 * The clients that are compared, each as a load program sees it.
 */
@NullMarked
package dev.lifeguard.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
