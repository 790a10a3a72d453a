package dev.lifeguard.test;

import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a backend has seen.
 *
 * @since 0.1.0
 */
public final class BackendAssert extends AbstractAssert<BackendAssert, Backend> {

	BackendAssert(Backend actual) {
		super(actual, BackendAssert.class);
	}

	/**
	 * Verify how many requests have arrived in this test.
	 * @param count how many
	 * @return this
	 */
	public BackendAssert hasRequests(int count) {
		return verify(present().requests() == count, count + " requests");
	}

	/**
	 * Verify that not too many requests have arrived in this test.
	 * @param most how many may have
	 * @return this
	 */
	public BackendAssert hasRequestsUpTo(int most) {
		return verify(present().requests() <= most, "no more than " + most + " requests");
	}

	/**
	 * Verify that never too many requests were unanswered at once in this test.
	 * @param most how many may have been
	 * @return this
	 */
	public BackendAssert hasAtOnceUpTo(int most) {
		return verify(present().mostAtOnce() <= most, "no more than " + most + " requests at once");
	}

	private Backend present() {
		isNotNull();
		return this.actual;
	}

	private BackendAssert verify(boolean met, String expected) {
		if (!met) {
			throw failure("%nExpected %s at the backend '%s', and there were %s, up to %s at once:%n  %s%n%s", expected,
					present().client(), present().requests(), present().mostAtOnce(),
					present().seen().stream().map(Object::toString).collect(Collectors.joining("%n  ".formatted())),
					Situation.describeCurrent());
		}
		return this;
	}

}
