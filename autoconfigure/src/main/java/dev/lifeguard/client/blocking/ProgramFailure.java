package dev.lifeguard.client.blocking;

import java.io.IOException;

/**
 * Failure of a program rather than of the network, such as that of a filter which refuses
 * an address. A request may throw it as an {@link IOException} only, but another attempt
 * would fail like this one.
 */
@SuppressWarnings("serial")
final class ProgramFailure extends IOException {

	private ProgramFailure(Throwable failure) {
		super(failure.toString(), failure);
	}

	/**
	 * Return a failure as one that a request may throw.
	 */
	static IOException asIoException(Throwable failure) {
		if (failure instanceof IOException ex) {
			return ex;
		}
		boolean programs = (failure instanceof RuntimeException || failure instanceof Error) && !isTransports(failure);
		return programs ? new ProgramFailure(failure) : new IOException(failure.toString(), failure);
	}

	private static boolean isTransports(Throwable failure) {
		String type = failure.getClass().getName();
		return type.startsWith("reactor.netty.") || type.startsWith("io.netty.");
	}

	/**
	 * Return what a failure that was thrown is about.
	 */
	static Throwable unwrapped(Throwable failure) {
		return (failure instanceof ProgramFailure && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
