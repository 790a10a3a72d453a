package dev.lifeguard.test.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/**
 * What a backend does with the requests of one path, or with all that no path says
 * anything of: a script first, if there is one, and then always the same.
 * <p>
 * It may be used from any thread.
 *
 * @since 0.1.0
 */
public final class Route {

	private final Deque<UnaryOperator<Behaviour>> script = new ArrayDeque<>();

	private Behaviour standing = Behaviour.WELL;

	private boolean met;

	Route() {
	}

	/**
	 * Change what happens to the requests from now on.
	 * @param change the change
	 */
	public synchronized void change(UnaryOperator<Behaviour> change) {
		this.standing = change.apply(this.standing);
	}

	/**
	 * Say what happens to the next requests, in place of what was said of them before.
	 * @param script the steps, separated by commas
	 * @throws IllegalArgumentException if a step is not understood
	 */
	public synchronized void script(String... script) {
		this.script.clear();
		this.script.addAll(Script.parse(script));
	}

	/**
	 * Answer normally from now on. What was said of the answers' content still holds.
	 */
	synchronized void heal() {
		this.script.clear();
		this.standing = this.standing.healed();
	}

	synchronized void forget() {
		this.script.clear();
		this.standing = Behaviour.WELL;
	}

	/**
	 * Return what happens to the next request.
	 */
	synchronized Behaviour next() {
		this.met = true;
		UnaryOperator<Behaviour> step = this.script.poll();
		return (step != null) ? step.apply(this.standing) : this.standing;
	}

	/**
	 * Return whether any request has come this way.
	 */
	synchronized boolean isMet() {
		return this.met;
	}

	synchronized Reply healed() {
		return this.standing.healed().reply();
	}

}
