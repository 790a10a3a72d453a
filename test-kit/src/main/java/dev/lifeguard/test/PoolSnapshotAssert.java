package dev.lifeguard.test;

import dev.lifeguard.failure.PoolSnapshot;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the numbers of a pool.
 *
 * @since 0.1.0
 */
public final class PoolSnapshotAssert extends AbstractAssert<PoolSnapshotAssert, PoolSnapshot> {

	PoolSnapshotAssert(PoolSnapshot actual) {
		super(actual, PoolSnapshotAssert.class);
	}

	/**
	 * Verify that no call has a permit or waits for one.
	 * @return this
	 */
	public PoolSnapshotAssert holdsNothing() {
		return verify(held() + present().pending() == 0, "no call that has a permit, or waits for one");
	}

	/**
	 * Verify how many permits are taken.
	 * @param permits how many
	 * @return this
	 */
	public PoolSnapshotAssert holds(int permits) {
		return verify(held() == permits, permits + " permits that are taken");
	}

	/**
	 * Verify how many callers wait for a permit.
	 * @param callers how many
	 * @return this
	 */
	public PoolSnapshotAssert hasPending(int callers) {
		return verify(present().pending() == callers, callers + " callers that wait for a permit");
	}

	/**
	 * Verify that every permit is taken.
	 * @return this
	 */
	public PoolSnapshotAssert isExhausted() {
		return verify(held() >= present().bound(), "every permit to be taken");
	}

	private int held() {
		return present().active() + present().connecting();
	}

	private PoolSnapshot present() {
		isNotNull();
		return this.actual;
	}

	private PoolSnapshotAssert verify(boolean met, String expected) {
		if (!met) {
			throw failure("%nExpected a pool with %s, and there are:%n  %s%n%s", expected, present().line(),
					Situation.describeCurrent());
		}
		return this;
	}

}
