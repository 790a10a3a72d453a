package dev.lifeguard.retry;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Attempt.Result;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds of retries whatever the backend does and whatever the clocks do.
 */
class RetrySchedulesTests {

	private static final int CALLS = 10;

	private static final List<String> HEADERS = List.of("", "0", "1", "2", "20", "-3", "1.5", "soon", "86400",
			"9223372036854775808", "99999999999999999999999", "Thu, 01 Jan 1970 00:00:03 GMT",
			"Thursday, 01-Jan-70 00:00:09 GMT", "Thu Jan  1 00:00:01 1970", "Fri, 31 Dec 9999 23:59:59 GMT");

	private static final List<Integer> STATUSES = List.of(200, 404, 429, 500, 502, 503, 504);

	private final Set<Outcome> seen = EnumSet.noneOf(Outcome.class);

	@Test
	void boundsHoldInEverySchedule() {
		IntStream.range(0, 1_000).forEach((seed) -> new Schedule(seed).play());
		assertThat(this.seen).isEqualTo(EnumSet.complementOf(EnumSet.of(Outcome.DISABLED)));
	}

	/**
	 * Some calls, one after the other, and all that happens to them.
	 */
	private final class Schedule {

		private final int seed;

		private final Random random;

		private final ManualNanoClock clock = new ManualNanoClock();

		private final RetrySettings settings;

		private final Retries retries;

		Schedule(int seed) {
			this.seed = seed;
			this.random = new Random(seed);
			this.settings = settings();
			this.retries = Retries.of(this.settings, RetryRule.of(this.settings),
					new Sources(this.clock, this::timeOfDay, this.random::nextDouble), (failure) -> {
						throw new AssertionError(failure);
					});
		}

		private RetrySettings settings() {
			Duration base = Duration.ofMillis(this.random.nextInt(2_000));
			return new RetrySettings(true, 2 + this.random.nextInt(9), RetrySettings.DEFAULTS.statuses(),
					RetrySettings.DEFAULTS.methods(),
					new BackoffSettings(base, base.multipliedBy(1 + this.random.nextInt(9))),
					new BudgetSettings(any(List.of(BudgetMode.values())), this.random.nextDouble(),
							(double) this.random.nextInt(2), this.random.nextInt(20)),
					false);
		}

		private Instant timeOfDay() {
			return Instant.ofEpochSecond(this.random.nextInt(10));
		}

		void play() {
			for (int call = 0; call < CALLS; call++) {
				Request request = new Request((this.random.nextInt(4) > 0) ? "GET" : "POST", this.random.nextBoolean(),
						this.random.nextInt(9) > 0);
				call(request, Duration.ofMillis(this.random.nextInt(30_000)));
			}
		}

		private void call(Request request, Duration deadline) {
			Duration left = deadline;
			Duration waited = Duration.ZERO;
			int number = 0;
			Decision decision;
			do {
				number++;
				left = left.minusMillis(this.random.nextInt(500));
				decision = attempt(new Attempt(number, request, result()), left);
				left = left.minus(decision.delay());
				waited = waited.plus(decision.delay());
			}
			while (decision.isRetry());
			assertThat(waited).as("waits with seed %d", this.seed).isLessThanOrEqualTo(deadline);
			assertThat(number).as("attempts with seed %d", this.seed).isLessThanOrEqualTo(this.settings.maxAttempts());
		}

		private Decision attempt(Attempt attempt, Duration left) {
			this.clock.advance(Duration.ofMillis(this.random.nextInt(1_000) - 300));
			Decision decision = this.retries.next(attempt, left);
			RetrySchedulesTests.this.seen.add(decision.outcome());
			if (decision.outcome() == Outcome.FINAL) {
				this.retries.answered(attempt.number(), 200, this.random.nextInt(100_000_000), false);
			}
			assertThat(this.retries.tokens()).as("tokens with seed %d", this.seed)
				.isBetween(0.0, (double) this.settings.budget().cap());
			assertThat(decision.delay()).as("delay with seed %d", this.seed)
				.isBetween(Duration.ZERO, decision.isRetry() ? left.minusNanos(1) : Duration.ZERO);
			return decision;
		}

		private Result result() {
			return switch (this.random.nextInt(20)) {
				case 0 -> Attempts.neverSent(new IOException());
				case 1 -> Attempts.sent(new IOException());
				case 2 -> Attempts.sent(Attempts.timeout(any(List.of(Phase.values()))));
				case 3 -> Attempts.sent(Attempts.exhausted());
				case 4 -> Attempts.sent(new InterruptedException());
				default -> new Answer(any(STATUSES), any(HEADERS), any(HEADERS), any(HEADERS));
			};
		}

		private <T> T any(List<T> values) {
			return values.get(this.random.nextInt(values.size()));
		}

	}

}
