package dev.lifeguard.retry;

import java.io.IOException;
import java.util.Set;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.ResponseHeaderTooLargeException;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Attempt.Result;

/**
 * Rule that repeats attempts that may succeed the next time, if the backend cannot
 * process the request twice.
 *
 * @param statuses the response statuses that may get better
 * @param methods the request methods that may be repeated
 */
record StandardRule(Set<Integer> statuses, Set<String> methods) implements RetryRule {

	private static final Set<Phase> BEFORE_SENDING = Set.of(Phase.NAME, Phase.CONNECT, Phase.TLS);

	@Override
	public Verdict judge(Attempt attempt) {
		if (attempt.result() instanceof Failure failure && (failure.applications() || isTooLarge(failure))) {
			return Verdict.FINAL;
		}
		if (wasNeverSent(attempt.result())) {
			return Verdict.REPEAT;
		}
		if (!mayGetBetter(attempt.result())) {
			return Verdict.FINAL;
		}
		return isRepeatable(attempt.request()) ? Verdict.REPEAT : Verdict.NOT_REPEATABLE;
	}

	private boolean mayGetBetter(Result result) {
		return (result instanceof Answer answer && this.statuses.contains(answer.status()))
				|| (result instanceof Failure failure && failure.find(IOException.class) != null);
	}

	private boolean isRepeatable(Request request) {
		return request.idempotencyKey() || this.methods.contains(request.method());
	}

	/**
	 * The next response would be as large.
	 */
	private static boolean isTooLarge(Failure failure) {
		return failure.find(ResponseHeaderTooLargeException.class) != null;
	}

	private static boolean wasNeverSent(Result result) {
		return result instanceof Failure failure && (failure.neverSent() || endedBeforeSending(failure));
	}

	private static boolean endedBeforeSending(Failure failure) {
		CallTimeoutException timeout = failure.find(CallTimeoutException.class);
		return timeout != null && BEFORE_SENDING.contains(timeout.getPhase());
	}

}
