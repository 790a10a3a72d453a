/**
 * The sample application, used as its README says.
 */
package dev.lifeguard.sample;
