/**
 * What was measured becomes a page with tables and charts.
 */
@NullMarked
package dev.lifeguard.benchmarks.report;

import org.jspecify.annotations.NullMarked;
