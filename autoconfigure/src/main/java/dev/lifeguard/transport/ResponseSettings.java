package dev.lifeguard.transport;

/**
 * Settings of what a client accepts as a response.
 *
 * @param maxHeaderSize the longest status line, the largest sum of headers and the
 * largest sum of trailers, each in bytes
 * @since 0.1.0
 */
public record ResponseSettings(long maxHeaderSize) {

	/** Default settings. */
	public static final ResponseSettings DEFAULTS = new ResponseSettings(8 * 1024);

	private static final int UNIT = 1024;

	/**
	 * Return a size in the largest unit in which it is a whole number.
	 * @param bytes the size
	 * @return the size as it may be written, such as {@code 8KB}
	 */
	public static String readable(long bytes) {
		if (bytes == 0 || bytes % UNIT != 0) {
			return bytes + "B";
		}
		long kilobytes = bytes / UNIT;
		return (kilobytes % UNIT == 0) ? kilobytes / UNIT + "MB" : kilobytes + "KB";
	}

}
