package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.stream.Stream;

import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;

import org.springframework.util.unit.DataSize;

/**
 * Refusals in the name of one client's properties.
 *
 * @param leaves where the values came from
 */
record Rules(Leaves leaves) {

	/** The longest time that any wait may have: timers count milliseconds in 32 bits. */
	static final Duration LONGEST = Duration.ofDays(24);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	void refuseIf(boolean wrong, String key, Object value, String possible, String action) {
		if (wrong) {
			throw refusal(key, value, possible, action);
		}
	}

	/**
	 * Words that are put together are only put together when they are needed.
	 */
	InvalidSettingException refusal(String key, Object value, String possible, String action) {
		return new InvalidSettingException(this.leaves.property(key), ShownValue.of(value).toString(), possible,
				(this.leaves.origin(key) == Origin.SPRING) ? action + otherwise(key) : action);
	}

	/**
	 * A value that all of Spring's clients share may be right for the others.
	 */
	private static String otherwise(String key) {
		return " If it is right for other clients, write lifeguard.defaults.%s as well.".formatted(key);
	}

	/**
	 * Refuse two values that were written, each with its place.
	 */
	InvalidSettingException contradiction(String key, Object value, String otherKey, Object otherValue, String possible,
			String action) {
		return new InvalidSettingException(property(key), ShownValue.of(value).toString(), property(otherKey),
				ShownValue.of(otherValue).toString(), possible, action);
	}

	/**
	 * A key that is not one of the client's is the name of a property already.
	 */
	private String property(String key) {
		return this.leaves.found().containsKey(key) ? this.leaves.property(key) : key;
	}

	boolean areWritten(String... keys) {
		return Stream.of(keys).allMatch(this.leaves::isWritten);
	}

	/**
	 * Return the key that was written and gave another one its value.
	 */
	String written(String key) {
		Setting setting = this.leaves.found().get(key);
		return (setting != null && setting.follows() != null) ? written(setting.follows()) : key;
	}

	void atLeast(String key, int value, int least) {
		if (value < least) {
			throw refusal(key, value, "Must be at least %s.".formatted(least),
					"Write %s or more, or remove the property to use the default.".formatted(least));
		}
	}

	void within(String key, DataSize value, DataSize least, DataSize most) {
		String possible = "%s and %s".formatted(ShownValue.of(least), ShownValue.of(most));
		refuseIf(value.compareTo(least) < 0 || value.compareTo(most) > 0, key, value,
				"The size must be between %s.".formatted(possible),
				"Write a size between %s, or remove the property to use the default.".formatted(possible));
	}

	void notTooLong(String key, Duration value) {
		refuseIf(value.compareTo(LONGEST) > 0, key, value, "The duration must be at most 24d.",
				"Use a duration of 24d or less.");
	}

	void positive(String key, Duration value) {
		notTooLong(key, value);
		refuseIf(value.compareTo(SHORTEST) < 0, key, value,
				"The duration must be at least 1ms: every wait is bounded, and none is disabled.",
				"Write a time such as 500ms or 2s, or remove the property to use the default.");
	}

}
