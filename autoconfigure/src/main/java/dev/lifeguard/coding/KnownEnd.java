package dev.lifeguard.coding;

/**
 * Handler that knows where compressed data ends.
 */
interface KnownEnd {

	/**
	 * Return whether what has been read is complete.
	 */
	boolean isAtEnd();

}
