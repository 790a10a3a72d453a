package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.transport.ResponseSettings;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Value as logs, messages and the endpoint show it: with its unit, and without what a URL
 * may carry of credentials.
 *
 * @since 0.1.0
 */
public final class ShownValue {

	/** Stands where a value is not shown. */
	static final String HIDDEN = "******";

	private static final Pattern SCHEME = Pattern.compile("^(https?:?/*|[a-z]+://)", Pattern.CASE_INSENSITIVE);

	private static final Pattern AT = Pattern.compile("@|%40");

	private static final Pattern QUERY = Pattern.compile("[?#]");

	private ShownValue() {
	}

	/**
	 * Return a value as it may be shown.
	 * @param value the value
	 * @return the value itself, or its text if it has a unit or may carry credentials
	 */
	public static Object of(Object value) {
		if (value instanceof Duration duration) {
			return text(duration);
		}
		if (value instanceof DataSize size) {
			return ResponseSettings.readable(size.toBytes());
		}
		return (value instanceof String text) ? withoutCredentials(text) : value;
	}

	/**
	 * A password may have characters that end the host in a URL, so nothing is parsed:
	 * what stands before the last {@code @} is hidden, even where it may be a path.
	 */
	private static String withoutCredentials(String url) {
		int end = AT.matcher(url).results().mapToInt(MatchResult::end).max().orElse(0);
		String rest = QUERY.split(url.substring(end), 2)[0];
		if (end == 0) {
			return rest;
		}
		Matcher scheme = SCHEME.matcher(url).region(0, end);
		String before = scheme.lookingAt() ? scheme.group() : "";
		boolean plain = url.substring(before.length(), end).matches("[^/?#]*");
		return before + (plain ? "" : HIDDEN + "@") + rest;
	}

	private static String text(Duration duration) {
		if (duration.toMillis() % 1000 != 0) {
			return DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS);
		}
		boolean minutes = duration.toSeconds() % 60 == 0 && !duration.isZero();
		return DurationStyle.SIMPLE.print(duration, minutes ? ChronoUnit.MINUTES : ChronoUnit.SECONDS);
	}

}
