package dev.lifeguard.transport;

import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when a name has no address, as far as this connect could find out. It
 * tells a name of the transport's from one that the application looked up while its body
 * was sent.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class UnresolvedNameException extends UnknownHostException {

	private final transient @Nullable PassedLimit passed;

	private UnresolvedNameException(String message, @Nullable PassedLimit passed, @Nullable Throwable cause) {
		super(message);
		this.passed = passed;
		initCause(cause);
	}

	public static UnresolvedNameException failed(String name, Throwable failure) {
		String message = failure.getMessage();
		return new UnresolvedNameException("the name '%s' could not be resolved: %s".formatted(name,
				(message != null) ? message : failure.getClass().getSimpleName()), null, failure);
	}

	public static UnresolvedNameException late(String name, PassedLimit passed, @Nullable Throwable lost) {
		return new UnresolvedNameException("the name '%s' was not resolved in time".formatted(name), passed, lost);
	}

	/**
	 * Return the limit that was passed, if it was not the resolver that failed.
	 * @return the limit that was passed, if it was not the resolver that failed
	 */
	public @Nullable PassedLimit passed() {
		return this.passed;
	}

}
