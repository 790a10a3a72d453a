package dev.lifeguard.neighbours.added;

/**
 * What an application does once it has started.
 */
public interface Scenario {

	/**
	 * Do it.
	 * @param report where outcomes are written down
	 * @throws Exception if it cannot be done
	 */
	void play(Report report) throws Exception;

}
