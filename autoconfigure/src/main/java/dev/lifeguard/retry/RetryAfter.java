package dev.lifeguard.retry;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.regex.Pattern;

import dev.lifeguard.retry.Attempt.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Time that a backend asks clients to wait: {@code retry-after-ms} in milliseconds, else
 * {@code Retry-After} in seconds or as a date (RFC 9110, section 10.2.3), else
 * {@code RateLimit-Reset} in seconds.
 * <p>
 * {@code retry-after-ms} is no standard. Services that send both round
 * {@code Retry-After} up, and the clients of OpenAI and of Azure take the more precise
 * one.
 * <p>
 * {@code RateLimit-Reset} counts only with status 429: backends send it with every
 * answer, and elsewhere it does not say when the failure is over. What is malformed,
 * negative or past says nothing.
 *
 * @param wallClock the time of day
 */
record RetryAfter(InstantSource wallClock) {

	/** Longer than any call may take: whoever asks for this much is not asked again. */
	static final Duration NEVER = Duration.ofNanos(Long.MAX_VALUE);

	/**
	 * A call without a deadline must not sleep for a day because a header says so.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(5);

	private static final Pattern NUMBER = Pattern.compile("[0-9]+");

	/**
	 * Return the wait that an answer asks for.
	 * @param answer the answer
	 * @return the wait, zero if it asks for none, {@link #NEVER} if it is over five
	 * minutes
	 */
	Duration of(Answer answer) {
		Duration wait = number(answer.retryAfterMs(), ChronoUnit.MILLIS);
		if (wait == null) {
			wait = parse(answer.retryAfter());
		}
		if (wait == null && answer.status() == Answer.TOO_MANY_REQUESTS) {
			wait = number(answer.rateLimitReset(), ChronoUnit.SECONDS);
		}
		if (wait == null) {
			return Duration.ZERO;
		}
		return (wait.compareTo(LONGEST) > 0) ? NEVER : wait;
	}

	private @Nullable Duration parse(@Nullable String text) {
		Duration seconds = number(text, ChronoUnit.SECONDS);
		return (seconds != null || text == null) ? seconds : untilDate(text.strip());
	}

	private static @Nullable Duration number(@Nullable String text, TemporalUnit unit) {
		if (text == null || !NUMBER.matcher(text.strip()).matches()) {
			return null;
		}
		BigInteger longest = BigInteger.valueOf(LONGEST.dividedBy(unit.getDuration()) + 1);
		return Duration.of(new BigInteger(text.strip()).min(longest).longValue(), unit);
	}

	private @Nullable Duration untilDate(String text) {
		Instant now = this.wallClock.instant();
		Instant date = HttpDate.parse(text, now);
		return (date != null && date.isAfter(now)) ? Duration.between(now, date) : null;
	}

}
