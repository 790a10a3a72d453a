package dev.lifeguard.call;

import java.time.Duration;
import java.util.Locale;

import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Earlier attempt, shown as a suppressed exception of the failure of the last one.
 */
@SuppressWarnings("serial")
final class PastAttempt extends Exception {

	private PastAttempt(String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
	}

	static PastAttempt of(Attempt attempt, Duration elapsed, Duration delay) {
		Throwable cause = (attempt.result() instanceof Failure failure) ? failure.cause() : null;
		String result = (attempt.result() instanceof Answer answer) ? "status " + answer.status() : "failed";
		return new PastAttempt(String.format(Locale.ROOT, "attempt %d: %s after %dms of the call, next attempt in %dms",
				attempt.number(), result, elapsed.toMillis(), delay.toMillis()), cause);
	}

	/**
	 * Return the message alone: the type is of no interest to the reader of the failure.
	 */
	@Override
	public String toString() {
		return String.valueOf(getMessage());
	}

}
