package dev.lifeguard.client.reactive;

import java.time.Duration;

/**
 * There is to be another attempt. It is an error, because that is what Reactor repeats.
 */
@SuppressWarnings("serial")
final class AnotherAttempt extends RuntimeException {

	private final transient Duration delay;

	AnotherAttempt(Duration delay) {
		super("another attempt", null, false, false);
		this.delay = delay;
	}

	Duration delay() {
		return this.delay;
	}

}
