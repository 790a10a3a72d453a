package dev.lifeguard.autoconfigure.settings;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when a setting contradicts another one or makes no sense. Start-up
 * stops with it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InvalidSettingException extends RuntimeException {

	private final String key;

	private final String value;

	private final @Nullable String otherKey;

	private final @Nullable String otherValue;

	private final String possible;

	private final String action;

	/**
	 * Create a new exception.
	 * @param key the property
	 * @param value its value
	 * @param possible what is possible, and why the value is not
	 * @param action what to write instead
	 */
	public InvalidSettingException(String key, String value, String possible, String action) {
		super("%s = %s: %s".formatted(key, value, possible));
		this.key = key;
		this.value = value;
		this.otherKey = null;
		this.otherValue = null;
		this.possible = possible;
		this.action = action;
	}

	/**
	 * Create a new exception for two settings that contradict each other.
	 * @param key the property
	 * @param value its value
	 * @param otherKey the other property
	 * @param otherValue its value
	 * @param possible what is possible, and why the two values are not
	 * @param action what to write instead
	 */
	public InvalidSettingException(String key, String value, String otherKey, String otherValue, String possible,
			String action) {
		super("%s = %s and %s = %s: %s".formatted(key, value, otherKey, otherValue, possible));
		this.key = key;
		this.value = value;
		this.otherKey = otherKey;
		this.otherValue = otherValue;
		this.possible = possible;
		this.action = action;
	}

	/**
	 * Return the property.
	 * @return its key
	 */
	public String getKey() {
		return this.key;
	}

	/**
	 * Return the value given.
	 * @return the value
	 */
	public String getValue() {
		return this.value;
	}

	/**
	 * Return the property that contradicts this one.
	 * @return its key, or {@code null} if the value is impossible by itself
	 */
	public @Nullable String getOtherKey() {
		return this.otherKey;
	}

	/**
	 * Return the value that contradicts this one.
	 * @return the value, or {@code null} if the value is impossible by itself
	 */
	public @Nullable String getOtherValue() {
		return this.otherValue;
	}

	/**
	 * Return what is possible.
	 * @return a sentence
	 */
	public String getPossible() {
		return this.possible;
	}

	/**
	 * Return what to write instead.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
