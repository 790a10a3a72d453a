package dev.lifeguard.retry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link TokenBucket}.
 */
class TokenBucketTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	@Test
	void isFullAtTheStart() {
		assertThat(budget(0, 0, 3).tokens()).isEqualTo(3);
	}

	@Test
	void retryCostsOneTokenAndTheLastOneIsTheEnd() {
		TokenBucket budget = budget(0, 0, 2);
		assertThat(budget.tryTake()).isTrue();
		assertThat(budget.tryTake()).isTrue();
		assertThat(budget.tryTake()).isFalse();
		assertThat(budget.tokens()).isZero();
	}

	@Test
	void successEarnsTheRatio() {
		TokenBucket budget = empty(0.2, 0);
		earn(budget, 4);
		assertThat(budget.tokens()).isEqualTo(0.8);
		assertThat(budget.tryTake()).isFalse();
		earn(budget, 1);
		assertThat(budget.tryTake()).isTrue();
		assertThat(budget.tokens()).isZero();
	}

	@Test
	void fractionsAddUpToWholeTokens() {
		TokenBucket budget = empty(0.29, 0);
		earn(budget, 10);
		assertThat(budget.tokens()).isEqualTo(2.9);
		TokenBucket tenths = empty(0.1, 0);
		earn(tenths, 10);
		assertThat(tenths.tryTake()).isTrue();
	}

	@Test
	void secondEarnsTheRateHoweverOftenOneLooks() {
		TokenBucket budget = empty(0, 1);
		for (int step = 0; step < 1_000; step++) {
			this.clock.advance(Duration.ofNanos(999_999));
			assertThat(budget.tryTake()).isFalse();
		}
		this.clock.advance(Duration.ofNanos(1_000));
		assertThat(budget.tryTake()).isTrue();
		assertThat(budget.tryTake()).isFalse();
	}

	@Test
	void slowRateIsNotLostBetweenTwoLooks() {
		TokenBucket budget = empty(0, 0.001);
		for (int step = 0; step < 10_000; step++) {
			this.clock.advance(Duration.ofNanos(10));
			budget.tokens();
		}
		assertThat(budget.tokens()).isEqualTo(1e-7);
	}

	@Test
	void nothingGoesAboveTheCap() {
		TokenBucket budget = budget(0.5, 1, 2);
		earn(budget, 10);
		assertThat(budget.tokens()).isEqualTo(2);
		this.clock.advance(Duration.ofDays(100_000));
		assertThat(budget.tokens()).isEqualTo(2);
	}

	@Test
	void largestSettingsDoNotOverflow() {
		TokenBucket budget = budget(Double.MAX_VALUE, Double.MAX_VALUE, Integer.MAX_VALUE);
		earn(budget, 2);
		this.clock.advance(Duration.ofDays(100_000));
		assertThat(budget.tokens()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void capOfZeroMeansNoRetries() {
		TokenBucket budget = budget(1, 1, 0);
		earn(budget, 1);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(budget.tryTake()).isFalse();
		assertThat(budget.tokens()).isZero();
	}

	@Test
	void clockThatStandsEarnsNothing() {
		TokenBucket budget = empty(0, 1);
		assertThat(budget.tryTake()).isFalse();
		assertThat(budget.tokens()).isZero();
	}

	@Test
	void clockThatIsSetBackEarnsNothingAndGoesOnFromThere() {
		TokenBucket budget = empty(0, 1);
		this.clock.advance(Duration.ofDays(-1));
		assertThat(budget.tokens()).isZero();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(budget.tokens()).isEqualTo(1);
	}

	@Test
	void secondThatTwoThreadsSeeIsEarnedOnce() {
		AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {
		});
		TokenBucket budget = new TokenBucket(new Size(0, 1, 10), () -> {
			meanwhile.getAndSet(() -> {
			}).run();
			return this.clock.getAsLong();
		});
		takeAll(budget);
		this.clock.advance(Duration.ofSeconds(1));
		meanwhile.set(() -> assertThat(budget.tryTake()).isTrue());
		assertThat(budget.tryTake()).isFalse();
	}

	private TokenBucket budget(double ratio, double minPerSecond, int cap) {
		return new TokenBucket(new Size(ratio, minPerSecond, cap), this.clock);
	}

	private TokenBucket empty(double ratio, double minPerSecond) {
		TokenBucket budget = budget(ratio, minPerSecond, 10);
		takeAll(budget);
		return budget;
	}

	private static void takeAll(TokenBucket budget) {
		for (int token = 0; token < 10; token++) {
			assertThat(budget.tryTake()).isTrue();
		}
	}

	private static void earn(TokenBucket budget, int successes) {
		for (int success = 0; success < successes; success++) {
			budget.earn();
		}
	}

	@Test
	void sizeMayChange() {
		Size size = new Size(0, 0, 4);
		TokenBucket.Size[] inForce = { size };
		TokenBucket budget = new TokenBucket(new TokenBucket.Size() {

			@Override
			public double cap() {
				return inForce[0].cap();
			}

			@Override
			public double perSecond() {
				return inForce[0].perSecond();
			}

			@Override
			public double perSuccess() {
				return inForce[0].perSuccess();
			}

		}, this.clock);
		inForce[0] = new Size(0, 1, 2.5);
		this.clock.advance(Duration.ofMillis(1));
		assertThat(budget.tokens()).as("what does not fit any more is lost").isEqualTo(2.5);
		inForce[0] = new Size(0, 10, 100);
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(budget.tokens()).isEqualTo(22.5);
	}

	/**
	 * A size that does not change.
	 */
	private record Size(double perSuccess, double perSecond, double cap) implements TokenBucket.Size {

	}

}
