package dev.lifeguard.retry;

import java.time.Duration;

import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link BudgetSize}.
 */
class BudgetSizeTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Traffic traffic = new Traffic(this.clock);

	@ParameterizedTest
	@CsvSource({ "0,10,0.1", "1,10,0.1", "5,10,0.25", "10,10,0.5", "50,50,1", "1000,100,1" })
	void whatIsNotWrittenFollowsTheTraffic(int perSecond, double cap, double earned) {
		for (int second = 0; second < 30; second++) {
			for (int call = 0; call < perSecond; call++) {
				this.traffic.add();
			}
			this.clock.advance(Duration.ofSeconds(1));
			this.traffic.perSecond();
		}
		BudgetSize size = new BudgetSize(new BudgetSettings(BudgetMode.FIXED, 0.2, null, null), this.traffic);
		assertThat(size.cap()).isCloseTo(cap, within(0.1 * cap));
		assertThat(size.perSecond()).isCloseTo(earned, within(0.1 * earned));
		assertThat(size.perSuccess()).isEqualTo(0.2);
	}

	@Test
	void whatIsWrittenHolds() {
		BudgetSize size = new BudgetSize(new BudgetSettings(BudgetMode.FIXED, 0, 7.5, 3), this.traffic);
		assertThat(size.cap()).isEqualTo(3);
		assertThat(size.perSecond()).isEqualTo(7.5);
		assertThat(size.perSuccess()).isZero();
	}

}
