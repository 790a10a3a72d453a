/**
 * The clients of an application as members of their fleets: who is one, and when it is
 * heard of.
 */
@NullMarked
package dev.lifeguard.fleet.autoconfigure;

import org.jspecify.annotations.NullMarked;
