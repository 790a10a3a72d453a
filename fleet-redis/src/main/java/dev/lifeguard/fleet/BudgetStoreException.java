package dev.lifeguard.fleet;

/**
 * Failure of a {@link BudgetStore}. The message is written to the log as it is, so it has
 * no credentials, and nothing that a server or a driver has written.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class BudgetStoreException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param message why, in a few words and without a full stop
	 * @param cause what the store's driver threw
	 */
	public BudgetStoreException(String message, Throwable cause) {
		super(message, cause);
	}

}
