package dev.lifeguard.benchmarks.hotpath;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Whose turn it is: the peer and ours take turns, one iteration each, so that what else
 * the machine does meets both.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class Turns {

	private int turn;

	/**
	 * Go on to the next turn.
	 */
	@Setup(Level.Iteration)
	public void next() {
		this.turn++;
	}

	/**
	 * Return the client whose turn it is.
	 * @param <T> the type of client
	 * @param peer the one that begins
	 * @param ours the other
	 * @return one of the two
	 */
	<T> T of(T peer, T ours) {
		return (this.turn % 2 != 0) ? peer : ours;
	}

}
