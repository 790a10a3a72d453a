package dev.lifeguard.test;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the failure of a call. Lifeguard's exceptions are looked for among its
 * causes, because Spring's clients wrap them.
 *
 * @since 0.1.0
 */
public final class CallFailureAssert extends AbstractThrowableAssert<CallFailureAssert, Throwable> {

	CallFailureAssert(Throwable actual) {
		super(actual, CallFailureAssert.class);
	}

	/**
	 * Verify that there was no permit for the call.
	 * @return an assertion about the exception
	 */
	public ThrowableAssert<PoolExhaustedException> asExhausted() {
		return new ThrowableAssert<>(find(PoolExhaustedException.class));
	}

	/**
	 * Verify that there was no permit for the call, and why.
	 * @param cause why the pool was exhausted
	 * @return an assertion about the exception
	 */
	public ThrowableAssert<PoolExhaustedException> asExhausted(Cause cause) {
		PoolExhaustedException exhausted = find(PoolExhaustedException.class);
		if (exhausted.getDiagnosis().cause() != cause) {
			throw because("Expected a pool that is exhausted because of %s, and it is because of %s".formatted(cause,
					exhausted.getDiagnosis().cause()), exhausted);
		}
		return new ThrowableAssert<>(exhausted);
	}

	/**
	 * Verify that the call took too long.
	 * @return an assertion about the exception
	 */
	public ThrowableAssert<CallTimeoutException> asTimedOut() {
		return new ThrowableAssert<>(find(CallTimeoutException.class));
	}

	/**
	 * Verify that the call took too long, and in which phase.
	 * @param phase the phase
	 * @return an assertion about the exception
	 */
	public ThrowableAssert<CallTimeoutException> asTimedOut(Phase phase) {
		CallTimeoutException timeout = find(CallTimeoutException.class);
		if (timeout.getPhase() != phase) {
			throw because("Expected a call that took too long in phase %s, and it was in phase %s".formatted(phase,
					timeout.getPhase()), timeout);
		}
		return new ThrowableAssert<>(timeout);
	}

	private <T extends Throwable> T find(Class<T> type) {
		Throwable failure = this.actual;
		while (failure != null && !type.isInstance(failure)) {
			failure = failure.getCause();
		}
		if (failure == null) {
			throw because("Expected a %s, and there is none among the causes of".formatted(type.getSimpleName()),
					this.actual);
		}
		return type.cast(failure);
	}

	private AssertionError because(String expected, @Nullable Throwable failure) {
		AssertionError error = failure("%n%s:%n  %s%n%s", expected, failure, Situation.describeCurrent());
		error.initCause(this.actual);
		return error;
	}

}
