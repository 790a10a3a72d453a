/**
 * For the tests of applications: backends that can be broken, pools that can be filled,
 * and leaks that fail a test.
 */
@NullMarked
package dev.lifeguard.test;

import org.jspecify.annotations.NullMarked;
