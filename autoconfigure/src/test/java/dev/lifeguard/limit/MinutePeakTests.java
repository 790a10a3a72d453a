package dev.lifeguard.limit;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link MinutePeak}.
 */
class MinutePeakTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final MinutePeak recent = new MinutePeak();

	@Test
	void peakIsTheMostOfTheLastMinute() {
		assertThat(with(3)).isEqualTo(3);
		assertThat(with(7)).isEqualTo(7);
		assertThat(with(5)).isEqualTo(7);
	}

	@Test
	void peakIsForgottenAfterAMinute() {
		with(7);
		this.clock.advance(Duration.ofSeconds(54));
		assertThat(with(2)).isEqualTo(7);
		this.clock.advance(Duration.ofSeconds(6));
		assertThat(with(1)).isEqualTo(2);
		this.clock.advance(Duration.ofHours(9));
		assertThat(with(1)).isEqualTo(1);
	}

	@Test
	void everySpanOfTheMinuteCounts() {
		for (int span = 12; span > 0; span--) {
			assertThat(with(span)).isEqualTo(12);
			this.clock.advance(Duration.ofSeconds(5));
		}
		assertThat(with(0)).isEqualTo(11);
	}

	@Test
	void clockThatIsSetBackOrNegativeForgets() {
		with(7);
		this.clock.advance(Duration.ofDays(-1));
		assertThat(with(2)).isEqualTo(2);
		assertThat(with(1)).isEqualTo(2);
	}

	private int with(int peak) {
		return this.recent.with(peak, this.clock.getAsLong());
	}

}
