package dev.lifeguard.sample.demo;

import java.util.List;

/**
 * State of the page's controls.
 *
 * @param rate calls per second on each side
 * @param running whether they are made
 * @param patienceMillis how long each caller waits
 * @param plainMax how many connections the plain client may have
 * @param lifeguardMax how many connections Lifeguard's client {@code orders} may have now
 * @param configuredMax how many it has by its settings
 * @param batch whether each side has a batch job
 * @param learning whether Lifeguard's client learns its limit
 * @param troubles what can be broken
 */
record State(int rate, boolean running, long patienceMillis, int plainMax, int lifeguardMax, int configuredMax,
		boolean batch, boolean learning, List<Trouble> troubles) {

	/**
	 * Fault that can be switched on.
	 *
	 * @param name its name
	 * @param on whether it is broken
	 */
	record Trouble(String name, boolean on) {

	}

}
