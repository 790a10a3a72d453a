package dev.lifeguard.benchmarks.growth;

import dev.lifeguard.benchmarks.report.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Goal}.
 */
class GoalTests {

	@Test
	void medianDecides() {
		assertThat(new Goal(1.2, "").verdict(Spread.of(1.0, 1.2, 9.0))).isEqualTo("<= 1.2: met");
		assertThat(new Goal(50, " ms").verdict(Spread.of(1, 51, 52))).isEqualTo("<= 50 ms: missed");
	}

}
