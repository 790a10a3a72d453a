package dev.lifeguard.client.blocking;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.CallAttempts;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Signal that another attempt follows. It leaves the failed attempt as an exception,
 * because that is what Spring Retry repeats.
 */
@SuppressWarnings("serial")
final class AnotherAttempt extends RuntimeException {

	private final transient CallAttempts attempts;

	private final transient Duration delay;

	private final transient @Nullable ClientHttpResponse unwanted;

	AnotherAttempt(CallAttempts attempts, Duration delay, @Nullable ClientHttpResponse unwanted) {
		super("another attempt", null, false, false);
		this.attempts = attempts;
		this.delay = delay;
		this.unwanted = unwanted;
	}

	/**
	 * Wait for the attempt's time, which is not past the call's deadline, or until the
	 * client is closed.
	 */
	void await() throws InterruptedException {
		CountDownLatch closed = new CountDownLatch(1);
		this.attempts.wakeBy(closed::countDown);
		closed.await(this.delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Close the response, so that its permit is released before the wait.
	 */
	void giveBack() {
		if (this.unwanted != null) {
			this.unwanted.close();
		}
	}

}
