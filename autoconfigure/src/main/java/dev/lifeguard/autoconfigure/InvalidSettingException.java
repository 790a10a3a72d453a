package dev.lifeguard.autoconfigure;

/**
 * A setting that contradicts another one or makes no sense. Start-up stops with it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InvalidSettingException extends RuntimeException {

	private final String key;

	private final String value;

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
