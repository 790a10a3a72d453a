package dev.lifeguard.transport;

import java.io.IOException;

import dev.lifeguard.failure.Echo;

/**
 * Copy of a failure without the control characters that a peer put into its text. A stack
 * trace prints the causes' texts as they are.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class CleanCause extends IOException {

	/** Chains are longer only where a cause is its own cause. */
	private static final int LONGEST_CHAIN = 50;

	private CleanCause(Throwable failure) {
		super("%s: %s".formatted(failure.getClass().getName(), Echo.ofReport(failure.getMessage())));
		setStackTrace(failure.getStackTrace());
	}

	/**
	 * Return the failure itself, if nothing in its chain must be kept out of a log.
	 * @param failure the failure
	 * @return the failure itself, if nothing in its chain must be kept out of a log
	 */
	public static Throwable of(Throwable failure) {
		Throwable candidate = failure;
		for (int length = 0; candidate != null && length < LONGEST_CHAIN; length++) {
			String message = candidate.getMessage();
			if (message != null && !Echo.isPrintable(message)) {
				return new CleanCause(failure);
			}
			candidate = candidate.getCause();
		}
		return failure;
	}

}
