package dev.lifeguard.retry;

import java.time.Duration;
import java.time.InstantSource;

import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FixedBudget}.
 */
class FixedBudgetTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	@Test
	void eachRetryCostsATokenHoweverWellRetriesDo() {
		Budget budget = budget(0.0, 5);
		for (int attempt = 0; attempt < 100; attempt++) {
			budget.failed(false, false);
			budget.succeeded(true, 1_000_000, false);
			this.clock.advance(Duration.ofMillis(100));
		}
		for (int retry = 0; retry < 5; retry++) {
			assertThat(budget.pay(Attempts.unavailable(1)).isGranted()).isTrue();
		}
		assertThat(budget.pay(Attempts.unavailable(1)).isGranted()).isFalse();
		assertThat(budget.tokens()).isZero();
	}

	@Test
	void retriesAreNotTraffic() {
		Budget budget = budget(null, null);
		for (int call = 0; call < 60_000; call++) {
			budget.succeeded(call % 4 != 0, 1_000_000, false);
			this.clock.advance(Duration.ofMillis(5));
		}
		assertThat(budget.tokens()).as("one second of 50 calls, not of 200 attempts").isBetween(48.0, 52.0);
	}

	private Budget budget(@Nullable Double perSecond, @Nullable Integer cap) {
		return Budgets.of(new BudgetSettings(BudgetMode.FIXED, 0.2, perSecond, cap),
				new Sources(this.clock, InstantSource.system(), () -> 0.5));
	}

}
