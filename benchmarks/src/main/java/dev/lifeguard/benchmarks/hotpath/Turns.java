package dev.lifeguard.benchmarks.hotpath;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Order of turns: the peer and ours alternate, one iteration each, and the one that was
 * second is first in the next round, so that what else the machine does meets both.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class Turns {

	private static final int CYCLE = 4;

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
	 * @param peer the peer
	 * @param ours ours
	 * @return one of the two
	 */
	<T> T of(T peer, T ours) {
		return isPeers(this.turn) ? peer : ours;
	}

	/**
	 * Return whether a turn is the peer's.
	 * @param turn its number, from 1, those that warm up included
	 * @return whether it is not ours
	 */
	static boolean isPeers(int turn) {
		return turn % CYCLE <= 1;
	}

}
