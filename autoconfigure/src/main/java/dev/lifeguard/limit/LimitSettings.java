package dev.lifeguard.limit;

/**
 * Settings of a client's limit.
 *
 * @param mode where the number comes from
 * @param min the smallest learned limit, from 1 to the configured bound
 * @param initial the learned limit at the start, from {@code min} to the configured
 * bound; a limit that is not needed goes back no further than this
 * @since 0.1.0
 */
public record LimitSettings(Mode mode, int min, int initial) {

	/** Default values. */
	public static final LimitSettings DEFAULTS = new LimitSettings(Mode.FIXED, 1, 10);

	/**
	 * Sources of the number.
	 */
	public enum Mode {

		/** The configured bound is the limit. */
		FIXED,

		/** The limit is learned, and the configured bound is the most that it can be. */
		ADAPTIVE

	}

}
