package dev.lifeguard.client.reactive;

import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link AnotherAttempt}.
 */
class AnotherAttemptTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void itIsDueWhenItsTimeHasCome() {
		StepVerifier.withVirtualTime(another(Duration.ofHours(1))::due)
			.expectSubscription()
			.expectNoEvent(Duration.ofMinutes(59))
			.thenAwait(Duration.ofMinutes(1))
			.expectNext(0L)
			.verifyComplete();
	}

	@Test
	void itIsDueWhenTheClientIsClosedAndNotOnTheThreadThatCloses() {
		this.client.close();
		StepVerifier.create(another(Duration.ofHours(1)).due().map((due) -> Thread.currentThread().getName()))
			.assertNext((thread) -> assertThat(thread).startsWith("parallel-"))
			.expectComplete()
			.verify(Duration.ofSeconds(20));
	}

	@Test
	void stackThatNobodySeesIsNotCaptured() {
		assertThat(another(Duration.ZERO).getStackTrace()).isEmpty();
	}

	private AnotherAttempt another(Duration delay) {
		return new AnotherAttempt(this.client.attempts(null), delay);
	}

}
