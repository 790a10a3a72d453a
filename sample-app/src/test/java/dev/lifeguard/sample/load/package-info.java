/**
 * Tests for the load.
 */
package dev.lifeguard.sample.load;
