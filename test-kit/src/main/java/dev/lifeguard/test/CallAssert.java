package dev.lifeguard.test;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a call: whether it ends in time, and how. It is made on a thread of
 * its own, so that one that never ends fails the test instead of holding it up.
 *
 * @since 0.1.0
 */
public final class CallAssert extends AbstractAssert<CallAssert, ThrowingCallable> {

	private static final int FRAMES = 20;

	CallAssert(ThrowingCallable actual) {
		super(actual, CallAssert.class);
	}

	/**
	 * Verify that the call fails in time.
	 * @param longest how long it may take
	 * @return an assertion about its failure
	 */
	public CallFailureAssert failsWithin(Duration longest) {
		Throwable failure = run(longest, "fail");
		if (failure == null) {
			throw failure("%nExpected the call to fail, and it has succeeded%n%s", Situation.describeCurrent());
		}
		return new CallFailureAssert(failure);
	}

	/**
	 * Verify that the call succeeds in time.
	 * @param longest how long it may take
	 * @return this
	 */
	public CallAssert succeedsWithin(Duration longest) {
		Throwable failure = run(longest, "succeed");
		if (failure != null) {
			AssertionError error = failure("%nExpected the call to succeed, and it has failed:%n  %s%n%s", failure,
					Situation.describeCurrent());
			error.initCause(failure);
			throw error;
		}
		return this;
	}

	/**
	 * Verify that the call ends in time, with a result or a failure.
	 * @param longest how long it may take
	 * @return this
	 */
	public CallAssert endsWithin(Duration longest) {
		run(longest, "end");
		return this;
	}

	private @Nullable Throwable run(Duration longest, String expected) {
		isNotNull();
		RunningCall call = RunningCall.start(this.actual);
		if (!call.endsWithin(longest)) {
			String stack = Stream.of(call.interrupt())
				.limit(FRAMES)
				.map((frame) -> "%n    at %s".formatted(Situation.line(frame)))
				.collect(Collectors.joining());
			throw failure("%nExpected the call to %s within %s, and it still runs:%s%n%s", expected,
					Situation.text(longest), stack, Situation.describeCurrent());
		}
		return call.failure();
	}

}
