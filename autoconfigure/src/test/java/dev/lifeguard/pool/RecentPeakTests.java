package dev.lifeguard.pool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentPeak}.
 */
class RecentPeakTests {

	private final RecentPeak recent = new RecentPeak();

	@ParameterizedTest
	@CsvSource({ "0,1", "1,3", "2,4", "4,6", "5,8", "40,51" })
	void quarterMoreAndOneIsKept(int peak, int kept) {
		assertThat(this.recent.worthKeeping(peak)).isEqualTo(kept);
	}

	@Test
	void peakCountsForTenSeconds() {
		this.recent.worthKeeping(40);
		for (int second = 1; second < 10; second++) {
			assertThat(this.recent.worthKeeping(0)).isEqualTo(51);
		}
		assertThat(this.recent.worthKeeping(0)).isOne();
	}

}
