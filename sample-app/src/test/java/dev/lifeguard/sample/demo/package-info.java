/**
 * Tests for the numbers that the page shows.
 */
package dev.lifeguard.sample.demo;
