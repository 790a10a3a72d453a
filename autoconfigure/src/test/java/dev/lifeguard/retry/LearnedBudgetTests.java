package dev.lifeguard.retry;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.retry.BudgetState.Stance;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LearnedBudget}: what grants retries for nothing, and what ends that.
 */
class LearnedBudgetTests {

	private static final long USUAL = 20_000_000;

	private static final int TRIES = 40;

	private final ManualNanoClock clock = new ManualNanoClock();

	private double chance = 0.5;

	private final Budget budget = Budgets.of(new BudgetSettings(BudgetMode.LEARNED, 0, 0.0, 10),
			new Sources(this.clock, InstantSource.system(), () -> this.chance));

	@Test
	void bucketIsAllThereIsAtTheStart() {
		assertThat(granted()).isEqualTo(10);
	}

	@Test
	void retriesThatHelpAreFree() {
		learnUsual();
		halfFails();
		assertThat(granted()).isEqualTo(TRIES);
		assertThat(this.budget.tokens()).isEqualTo(10);
	}

	@Test
	void withoutProofTheyAreNot() {
		learnUsual();
		steps(40, () -> {
			this.budget.succeeded(false, USUAL, false);
			this.budget.failed(false, false);
		});
		assertThat(granted()).isEqualTo(10);
	}

	@Test
	void retriesThatFailAreNoProof() {
		learnUsual();
		steps(40, () -> {
			this.budget.succeeded(false, USUAL, false);
			this.budget.failed(true, false);
		});
		assertThat(granted()).isEqualTo(10);
	}

	@Test
	void nothingIsFreeWhereThereIsNoRoom() {
		learnUsual();
		halfFails();
		this.budget.watch(() -> false);
		assertThat(granted()).isEqualTo(10);
	}

	static Stream<Answer> answersThatAskForTime() {
		return Stream.of(new Answer(429), new Answer(503, "1", null), new Answer(503, "500", null, null));
	}

	@ParameterizedTest
	@MethodSource("answersThatAskForTime")
	void backendThatAsksForTimeGivesNothingForNothing(Answer answer) {
		learnUsual();
		halfFails();
		assertThat(granted(Attempts.get(1, answer))).isEqualTo(10);
	}

	@Test
	void slowSuccessesLeaveTheReserve() {
		learnUsual();
		halfFails();
		steps(40, () -> {
			this.budget.succeeded(false, 3 * USUAL, false);
			this.budget.succeeded(true, 3 * USUAL, false);
		});
		assertThat(granted()).isEqualTo(3);
	}

	@Test
	void shareFallsWhileItIsSlowAndComesBackInSteps() {
		learnUsual();
		steps(60, () -> this.budget.succeeded(false, 3 * USUAL, false));
		steps(30, this::someFail);
		this.chance = 0.9;
		assertThat(granted()).as("free again, but not all of them").isEqualTo(10);
		steps(200, this::someFail);
		assertThat(granted()).as("after ten seconds").isEqualTo(TRIES);
	}

	@Test
	void twiceTheUsualTimeIsNotSlow() {
		learnUsual();
		halfFails();
		steps(40, () -> {
			someFail();
			this.budget.succeeded(false, 2 * USUAL - 1, false);
		});
		assertThat(granted()).isEqualTo(TRIES);
	}

	@Test
	void retriesThatMakeItWorseAreSuspended() {
		learnUsual();
		halfFails();
		steps(12, () -> {
			IntStream.range(0, 9).forEach((call) -> this.budget.failed(false, false));
			this.budget.succeeded(false, USUAL, false);
			this.budget.succeeded(true, USUAL, false);
		});
		assertThat(granted()).as("the reserve").isEqualTo(3);
	}

	@Test
	void outageEndsFreeRetriesByItself() {
		learnUsual();
		halfFails();
		int[] free = { 0 };
		steps(400, () -> {
			this.budget.failed(false, false);
			if (this.budget.pay(Attempts.unavailable(1)).isGranted()) {
				free[0]++;
				this.budget.failed(true, false);
			}
		});
		assertThat(free[0]).as("of 400 in 20 s, with a bucket of 10 and a reserve of 3").isLessThan(50);
	}

	@Test
	void waitingCallersAndTimeoutsTeachNoUsualTime() {
		steps(200, () -> this.budget.succeeded(false, USUAL, true));
		halfFails();
		assertThat(granted()).isEqualTo(10);
	}

	@Test
	void stanceSaysWhatIsThoughtOfRetries() {
		assertThat(stance()).isEqualTo(Stance.NOT_PROVEN);
		learnUsual();
		halfFails();
		assertThat(stance()).isEqualTo(Stance.HELPING);
		steps(40, () -> this.budget.succeeded(false, 3 * USUAL, false));
		assertThat(stance()).isEqualTo(Stance.SLOW);
		assertThat(this.budget.state(Map.of()).freeShare()).isLessThan(0.5);
	}

	@Test
	void suspendedRetriesAreSaidToMakeItWorse() {
		learnUsual();
		halfFails();
		steps(12, () -> {
			IntStream.range(0, 9).forEach((call) -> this.budget.failed(false, false));
			this.budget.succeeded(false, USUAL, false);
		});
		assertThat(stance()).isEqualTo(Stance.MAKING_IT_WORSE);
		IntStream.range(0, 3)
			.forEach((retry) -> assertThat(this.budget.pay(Attempts.unavailable(1))).isEqualTo(Payment.RESERVE));
		assertThat(this.budget.pay(Attempts.unavailable(1))).isEqualTo(Payment.DENIED_WORSE);
	}

	@Test
	void bucketIsKeptForLaterWhileNobodyIsAnswered() {
		learnUsual();
		steps(60, () -> IntStream.range(0, 5).forEach((call) -> this.budget.failed(false, false)));
		assertThat(stance()).isEqualTo(Stance.HOPELESS);
		double tokens = this.budget.tokens();
		IntStream.range(0, 3)
			.forEach((retry) -> assertThat(this.budget.pay(Attempts.unavailable(1))).isEqualTo(Payment.RESERVE));
		assertThat(this.budget.pay(Attempts.unavailable(1))).isEqualTo(Payment.DENIED_HOPELESS);
		assertThat(this.budget.tokens()).isEqualTo(tokens);
		steps(4, () -> this.budget.succeeded(false, USUAL, false));
		assertThat(stance()).isNotEqualTo(Stance.HOPELESS);
		assertThat(this.budget.pay(Attempts.unavailable(1))).isEqualTo(Payment.TOKEN);
	}

	private Stance stance() {
		return this.budget.state(Map.of()).stance();
	}

	@Test
	void manyThreadsAtOnceDoNoHarm() throws Exception {
		learnUsual();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			CountDownLatch start = new CountDownLatch(1);
			Stream<Future<?>> all = IntStream.range(0, 4).mapToObj((thread) -> threads.submit(() -> {
				start.await();
				for (int call = 0; call < 2_000; call++) {
					someFail();
					this.budget.pay(Attempts.unavailable(1)).isGranted();
					this.clock.advance(Duration.ofMillis(1));
				}
				return null;
			}));
			Future<?>[] running = all.toArray(Future[]::new);
			start.countDown();
			for (Future<?> each : running) {
				each.get(30, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.budget.tokens()).isBetween(0.0, 10.0);
		halfFails();
		assertThat(granted()).isEqualTo(TRIES);
	}

	private void learnUsual() {
		steps(200, () -> this.budget.succeeded(false, USUAL, false));
	}

	private void halfFails() {
		steps(60, this::someFail);
	}

	private void someFail() {
		this.budget.succeeded(false, USUAL, false);
		this.budget.failed(false, false);
		this.budget.succeeded(true, USUAL, false);
		this.budget.failed(true, false);
	}

	/**
	 * Do something so many times, 50 ms after each other.
	 */
	private void steps(int count, Runnable step) {
		for (int i = 0; i < count; i++) {
			this.clock.advance(Duration.ofMillis(50));
			step.run();
		}
	}

	private int granted() {
		return granted(Attempts.unavailable(1));
	}

	private int granted(Attempt attempt) {
		return (int) IntStream.range(0, TRIES).filter((again) -> this.budget.pay(attempt).isGranted()).count();
	}

}
