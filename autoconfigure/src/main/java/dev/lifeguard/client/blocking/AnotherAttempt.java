package dev.lifeguard.client.blocking;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;

/**
 * There is to be another attempt. It leaves the attempt that failed as an exception,
 * because that is what Spring Retry repeats.
 */
@SuppressWarnings("serial")
final class AnotherAttempt extends RuntimeException {

	private final transient Duration delay;

	private final transient @Nullable ClientHttpResponse unwanted;

	AnotherAttempt(Duration delay, @Nullable ClientHttpResponse unwanted) {
		super("another attempt", null, false, false);
		this.delay = delay;
		this.unwanted = unwanted;
	}

	Duration delay() {
		return this.delay;
	}

	/**
	 * Close the response, so that its place in the pool comes back before the wait.
	 */
	void giveBack() {
		if (this.unwanted != null) {
			this.unwanted.close();
		}
	}

}
