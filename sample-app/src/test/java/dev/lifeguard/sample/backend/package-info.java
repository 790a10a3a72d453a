/**
 * Tests for the backends.
 */
package dev.lifeguard.sample.backend;
