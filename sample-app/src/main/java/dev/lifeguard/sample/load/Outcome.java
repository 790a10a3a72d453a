package dev.lifeguard.sample.load;

import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.PoolExhaustedException;

/**
 * Outcome for a caller.
 */
enum Outcome {

	/** The orders, while it waited. */
	ANSWERED,

	/** No permit in the client's pool, and it was refused while it waited. */
	REFUSED,

	/** Another failure, while it waited. */
	FAILED,

	/** Nothing while it waited. */
	LATE;

	static Outcome of(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause).anyMatch(Outcome::isRefusal)
				? REFUSED : FAILED;
	}

	private static boolean isRefusal(Throwable failure) {
		// Reactor Netty keeps the types of its own refusals to itself
		return failure instanceof PoolExhaustedException || failure instanceof CallTimeoutException
				|| failure.getClass().getSimpleName().startsWith("PoolAcquire");
	}

}
