package dev.lifeguard.retry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a backend gets to see while it fails, in virtual time: 200 calls per second for 20
 * seconds, none of which succeeds.
 */
class RetryStormTests {

	private static final int SECONDS = 20;

	private static final int CALLS = 200 * SECONDS;

	private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Retries retries = Retries.of(RetrySettings.DEFAULTS, RetryRule.of(RetrySettings.DEFAULTS),
			new Sources(this.clock, InstantSource.system(), new Random(42)::nextDouble), (failure) -> {
			});

	private final Queue<Sending> sendings = new PriorityQueue<>(Comparator.comparing(Sending::at));

	@BeforeEach
	void planCalls() {
		for (int call = 0; call < CALLS; call++) {
			this.sendings.add(new Sending(Duration.ofMillis(5L * call), 1));
		}
	}

	@Test
	void outageIsNotMultiplied() {
		int sent = 0;
		Duration now = Duration.ZERO;
		while (!this.sendings.isEmpty()) {
			Sending sending = this.sendings.remove();
			this.clock.advance(sending.at().minus(now));
			now = sending.at();
			sent++;
			fail(sending);
		}
		// the tokens of the start, the reserve, and what fills it
		assertThat(sent).isBetween(CALLS + 10 + 3 + SECONDS - 2, CALLS + 10 + 3 + (int) now.toSeconds());
		assertThat(this.retries.tokens()).as("kept for when it is over").isBetween(SECONDS - 2.0, SECONDS + 1.0);
	}

	private void fail(Sending sending) {
		this.retries.answered(sending.number(), 503, 0, false);
		Decision decision = this.retries.next(Attempts.unavailable(sending.number()), CALL_TIMEOUT);
		if (decision.isRetry()) {
			this.sendings.add(new Sending(sending.at().plus(decision.delay()), sending.number() + 1));
		}
	}

	/**
	 * One attempt.
	 *
	 * @param at when it is made
	 * @param number which attempt of its call it is
	 */
	private record Sending(Duration at, int number) {

	}

}
