package dev.lifeguard.client.blocking;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link AnotherAttempt}.
 */
class AnotherAttemptTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final CallAttempts attempts = this.client.attempts(null);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void responseThatIsNotWantedIsClosedWhenItIsGivenBack() {
		AtomicInteger closed = new AtomicInteger();
		AnotherAttempt another = new AnotherAttempt(this.attempts, HOUR,
				new MockClientHttpResponse(new byte[0], HttpStatus.SERVICE_UNAVAILABLE) {

					@Override
					public void close() {
						closed.incrementAndGet();
					}

				});
		assertThat(closed).hasValue(0);
		another.giveBack();
		assertThat(closed).hasValue(1);
	}

	@Test
	void waitIsAsLongAsWasDecided() {
		assertThatNoException().isThrownBy(new AnotherAttempt(this.attempts, Duration.ZERO, null)::await);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class)
			.isThrownBy(new AnotherAttempt(this.attempts, HOUR, null)::await);
	}

	@Test
	@Timeout(20)
	void clientThatIsClosedEndsTheWait() {
		this.client.close();
		assertThatNoException().isThrownBy(new AnotherAttempt(this.attempts, HOUR, null)::await);
	}

	@Test
	void failureHasNothingToGiveBack() {
		assertThatNoException().isThrownBy(new AnotherAttempt(this.attempts, HOUR, null)::giveBack);
	}

	@Test
	void stackThatNobodySeesIsNotCaptured() {
		assertThat(new AnotherAttempt(this.attempts, HOUR, null).getStackTrace()).isEmpty();
	}

}
