package dev.lifeguard.test;

import java.util.Collections;

import dev.lifeguard.failure.PoolSnapshot;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * AssertJ's {@code assertThat} for pools, backends and calls. To be imported statically,
 * beside AssertJ's own.
 *
 * @since 0.1.0
 */
public final class LifeguardAssertions {

	private LifeguardAssertions() {
	}

	/**
	 * Begin an assertion about the numbers of a pool.
	 * @param snapshot the numbers
	 * @return the assertion
	 */
	public static PoolSnapshotAssert assertThat(PoolSnapshot snapshot) {
		return new PoolSnapshotAssert(snapshot);
	}

	/**
	 * Begin an assertion about what a backend has seen.
	 * @param backend the backend
	 * @return the assertion
	 */
	public static BackendAssert assertThat(Backend backend) {
		return new BackendAssert(backend);
	}

	/**
	 * Begin an assertion about a call, which is made on a thread of its own as soon as it
	 * is said how long it may take.
	 * @param call the call, of a client or of whatever uses one
	 * @return the assertion
	 */
	public static CallAssert assertThatCall(ThrowingCallable call) {
		return new CallAssert(call);
	}

	/**
	 * Begin an assertion about many calls at once, each on a thread of its own.
	 * @param count how many
	 * @param call what each of them does
	 * @return the assertion
	 */
	public static CallsAssert assertThatCalls(int count, ThrowingCallable call) {
		return new CallsAssert(Collections.nCopies(count, call));
	}

}
