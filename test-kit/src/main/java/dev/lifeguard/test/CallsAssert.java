package dev.lifeguard.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Assertions about many calls at once: whether all of them end in time, and how.
 *
 * @since 0.1.0
 */
public final class CallsAssert extends AbstractAssert<CallsAssert, List<ThrowingCallable>> {

	CallsAssert(List<ThrowingCallable> actual) {
		super(actual, CallsAssert.class);
	}

	/**
	 * Verify that each call ends in time, with a result or a failure.
	 * @param longest how long all of them may take
	 * @return this
	 */
	public CallsAssert allEndWithin(Duration longest) {
		run(longest);
		return this;
	}

	/**
	 * Verify that each call succeeds in time.
	 * @param longest how long all of them may take
	 * @return this
	 */
	public CallsAssert allSucceedWithin(Duration longest) {
		List<Throwable> failures = run(longest).stream()
			.map(RunningCall::failure)
			.filter(Objects::nonNull)
			.map(Throwable.class::cast)
			.toList();
		if (!failures.isEmpty()) {
			AssertionError error = failure("%nExpected %s calls to succeed, and %s of them have failed:%n%s%n%s",
					this.actual.size(), failures.size(),
					failures.stream()
						.map((failure) -> "  " + failure)
						.distinct()
						.collect(Collectors.joining("%n".formatted())),
					Situation.describeCurrent());
			error.initCause(failures.get(0));
			throw error;
		}
		return this;
	}

	private List<RunningCall> run(Duration longest) {
		long end = System.nanoTime() + longest.toNanos();
		List<RunningCall> calls = this.actual.stream().map(RunningCall::start).toList();
		List<RunningCall> late = calls.stream()
			.filter((call) -> !call.endsWithin(Duration.ofNanos(end - System.nanoTime())))
			.toList();
		if (!late.isEmpty()) {
			late.forEach(RunningCall::interrupt);
			throw failure("%nExpected %s calls to end within %s, and %s of them still run%n%s", calls.size(),
					Situation.text(longest), late.size(), Situation.describeCurrent());
		}
		return calls;
	}

}
