package dev.lifeguard.retry;

import java.time.InstantSource;

import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Budgets}.
 */
class BudgetsTests {

	private final Sources sources = new Sources(new ManualNanoClock(), InstantSource.system(), () -> 0.5);

	@Test
	void modeSaysWhich() {
		assertThat(budget(BudgetMode.FIXED)).isInstanceOf(FixedBudget.class);
		assertThat(budget(BudgetMode.LEARNED)).isInstanceOf(LearnedBudget.class);
	}

	@ParameterizedTest
	@EnumSource
	void beginsWithTenTokens(BudgetMode mode) {
		assertThat(budget(mode).tokens()).isEqualTo(10);
	}

	@ParameterizedTest
	@EnumSource
	void bucketIsFullAtTheStart(BudgetMode mode) {
		assertThat(Budgets.of(new BudgetSettings(mode, 0.2, 0.0, 25), this.sources).tokens()).isEqualTo(25);
	}

	private Budget budget(BudgetMode mode) {
		return Budgets.of(new BudgetSettings(mode, 0.2, null, null), this.sources);
	}

}
