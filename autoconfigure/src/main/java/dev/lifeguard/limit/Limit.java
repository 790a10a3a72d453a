package dev.lifeguard.limit;

import java.util.function.IntSupplier;

/**
 * Bound in force: the configured one, or the one that an operator set instead. It may be
 * read and changed from any thread.
 *
 * @since 0.1.0
 */
public final class Limit implements IntSupplier {

	private final int configured;

	private volatile int current;

	private volatile boolean changed;

	/**
	 * Create a limit.
	 * @param configured the configured bound, at least 1
	 */
	public Limit(int configured) {
		this.configured = configured;
		this.current = configured;
	}

	/**
	 * Return the configured bound.
	 * @return the bound that {@link #reset()} goes back to
	 */
	public int configured() {
		return this.configured;
	}

	@Override
	public int getAsInt() {
		return this.current;
	}

	/**
	 * Change the bound.
	 * @param bound the new bound, at least 1
	 */
	public void change(int bound) {
		if (bound < 1) {
			throw new IllegalArgumentException("Invalid bound (%s): must be at least 1".formatted(bound));
		}
		this.current = bound;
		this.changed = true;
	}

	/**
	 * Go back to the configured bound.
	 */
	public void reset() {
		this.current = this.configured;
		this.changed = false;
	}

	/**
	 * Return whether the bound was put in the place of the configured one, and still is,
	 * even if it is the same.
	 * @return whether it was changed
	 */
	public boolean isChanged() {
		return this.changed;
	}

}
