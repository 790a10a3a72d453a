package dev.lifeguard.actuate;

import java.time.Duration;

import dev.lifeguard.failure.Echo;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Request of an operator for another bound, for a limited time.
 *
 * @param maxConnections the bound
 * @param time how long it is to hold
 */
record Resize(int maxConnections, Duration time) {

	private static final int MOST = 10_000;

	private static final Duration LONGEST = Duration.ofDays(1);

	private static final int LONGEST_TEXT = 40;

	private static final Duration USUAL = Duration.ofMinutes(10);

	/**
	 * Read what was sent.
	 * @throws IllegalArgumentException if it cannot be done, with the reason
	 */
	static Resize of(@Nullable String maxConnections, @Nullable String time) {
		return new Resize(bound(maxConnections), (time != null) ? time(time) : USUAL);
	}

	private static int bound(@Nullable String value) {
		if (value == null || !value.matches("\\d{1,6}") || Integer.parseInt(value) < 1
				|| Integer.parseInt(value) > MOST) {
			throw new IllegalArgumentException(
					"maxConnections is %s: write a number from 1 to %s".formatted(Echo.of(value), MOST));
		}
		return Integer.parseInt(value);
	}

	private static Duration time(String value) {
		Duration time = parsed(value);
		if (time == null || time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"for is %s: write how long the bound applies, from 1s to 24h, such as 10m"
						.formatted(Echo.of(value)));
		}
		return time;
	}

	private static @Nullable Duration parsed(String value) {
		if (value.length() > LONGEST_TEXT) {
			return null;
		}
		try {
			return DurationStyle.detectAndParse(value);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return null;
		}
	}

}
