/**
 * Tests for the instances that share a budget.
 */
package dev.lifeguard.sample.fleet;
