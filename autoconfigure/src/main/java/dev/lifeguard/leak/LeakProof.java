package dev.lifeguard.leak;

/**
 * Proof that a response is leaked.
 *
 * @since 0.1.0
 */
public enum LeakProof {

	/** The application asked for no bytes of it for {@code leak.threshold}. */
	UNREAD("nobody has asked for its bytes for leak.threshold"),

	/** The application dropped it: it was collected as garbage, unread. */
	COLLECTED("it was dropped unread and collected as garbage"),

	/** It was still open and unread when its client was closed. */
	SHUT_DOWN("it was still open when its client was closed");

	private final String words;

	LeakProof(String words) {
		this.words = words;
	}

	@Override
	public String toString() {
		return this.words;
	}

}
