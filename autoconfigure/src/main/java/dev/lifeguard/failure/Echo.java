package dev.lifeguard.failure;

import java.util.Collection;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Text that came from elsewhere, as a message may repeat it: short, and without
 * characters that a terminal or a log would obey.
 *
 * @since 0.1.0
 */
public final class Echo {

	private static final int SHORT = 40;

	private static final int LONG = 200;

	private static final int HIDDEN_FORMS = 1 << Character.CONTROL | 1 << Character.FORMAT
			| 1 << Character.LINE_SEPARATOR | 1 << Character.PARAGRAPH_SEPARATOR | 1 << Character.SURROGATE;

	private Echo() {
	}

	/**
	 * Return what somebody wrote, in at most 40 characters.
	 * @param text the text
	 * @return its beginning, and its length if there is more
	 */
	public static String of(@Nullable String text) {
		return cut(String.valueOf(text), SHORT);
	}

	/**
	 * Return what a peer or a library reports, in at most 200 characters.
	 * @param text the text
	 * @return its beginning, and its length if there is more
	 */
	public static String ofReport(@Nullable String text) {
		return cut(String.valueOf(text), LONG);
	}

	/**
	 * Return the first of some names.
	 * @param names the names
	 * @param most how many are listed
	 * @return the names, separated by commas, and how many more there are
	 */
	public static String first(Collection<String> names, int most) {
		String listed = names.stream().limit(most).map(Echo::of).collect(Collectors.joining(", "));
		return (names.size() > most) ? "%s and %s more".formatted(listed, names.size() - most) : listed;
	}

	/**
	 * Return whether a text has nothing that a terminal or a log would obey.
	 * @param text the text
	 * @return whether all of its characters are shown
	 */
	public static boolean isPrintable(String text) {
		return text.codePoints().allMatch(Echo::isShown);
	}

	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return printable(text);
		}
		return "%s... (%s characters)".formatted(printable(text.substring(0, most)), text.length());
	}

	private static String printable(String text) {
		int[] shown = text.codePoints().map((point) -> isShown(point) ? point : '?').toArray();
		return new String(shown, 0, shown.length);
	}

	private static boolean isShown(int point) {
		return (HIDDEN_FORMS & 1 << Character.getType(point)) == 0;
	}

}
