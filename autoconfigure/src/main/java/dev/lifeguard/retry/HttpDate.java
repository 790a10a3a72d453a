package dev.lifeguard.retry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Dates as HTTP writes them, in the one format of today and the two of old (RFC 9110,
 * section 5.6.7).
 */
final class HttpDate {

	private static final String IMF_FIXDATE = "[EEE, dd MMM uuuu HH:mm:ss 'GMT']";

	private static final String ASCTIME = "[EEE MMM ppd HH:mm:ss uuuu]";

	/** A year of two digits is at most this far ahead, else it is a past one. */
	private static final int YEARS_AHEAD = 50;

	private HttpDate() {
	}

	/**
	 * Read a date.
	 * @param text the text
	 * @param now the present, because one of the formats has years of two digits
	 * @return the instant, or {@code null} if the text is not a date of HTTP
	 */
	static @Nullable Instant parse(String text, Instant now) {
		try {
			return formatter(now).parse(text, LocalDateTime::from).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static DateTimeFormatter formatter(Instant now) {
		int firstYear = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD - 99;
		return new DateTimeFormatterBuilder().appendPattern(IMF_FIXDATE)
			.appendPattern(ASCTIME)
			.optionalStart()
			.appendPattern("EEEE, dd-MMM-")
			.appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
			.appendPattern(" HH:mm:ss 'GMT'")
			.toFormatter(Locale.ENGLISH);
	}

}
