package dev.lifeguard.sample.demo;

import java.util.List;

import dev.lifeguard.sample.fleet.FleetState;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of both sides at one instant.
 *
 * @param t the instant in milliseconds since 1970
 * @param rate calls per second that each side is asked for
 * @param troubles the names of the switches that are on
 * @param batch whether each side has a batch job
 * @param learning whether Lifeguard's client learns its limit
 * @param plain the plain client's side
 * @param lifeguard Lifeguard's side
 * @param fleet the instances that share a budget, if there are any
 */
record Point(long t, int rate, List<String> troubles, boolean batch, boolean learning, SidePoint plain,
		SidePoint lifeguard, @Nullable FleetState fleet) {

	/**
	 * Return whether anything is broken.
	 */
	boolean broken() {
		return !this.troubles.isEmpty();
	}

	/**
	 * Return whether both sides answered what they were asked.
	 */
	boolean keptUp() {
		return this.plain.keptUp() && this.lifeguard.keptUp();
	}

}
