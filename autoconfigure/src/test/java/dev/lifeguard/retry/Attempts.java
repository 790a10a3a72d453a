package dev.lifeguard.retry;

import java.time.Duration;
import java.util.Map;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Attempt.Result;

/**
 * Attempts that are over, as the tests of this room need them.
 */
final class Attempts {

	private Attempts() {
	}

	static Attempt get(int number, Result result) {
		return new Attempt(number, new Request("GET", false, true), result);
	}

	static Attempt post(int number, Result result) {
		return new Attempt(number, new Request("POST", false, true), result);
	}

	static Attempt unavailable(int number) {
		return get(number, new Answer(503));
	}

	static Attempt unavailable(int number, String retryAfter) {
		return get(number, new Answer(503, retryAfter, null));
	}

	static Failure sent(Throwable cause) {
		return new Failure(cause, false);
	}

	static Failure neverSent(Throwable cause) {
		return new Failure(cause, true);
	}

	static CallTimeoutException timeout(Phase phase) {
		return new CallTimeoutException("orders", "orders.test:80", phase, Duration.ofSeconds(1), Duration.ofSeconds(1),
				null);
	}

	static PoolExhaustedException exhausted() {
		return new PoolExhaustedException("orders", "orders.test:80", Reason.QUEUE_FULL, Duration.ZERO,
				new PoolSnapshot(1, 1, 1, 0, 0, 0, 0, Duration.ZERO, Map.of(), false, null),
				new Diagnosis(Cause.UNKNOWN, "none", "none", 0));
	}

}
