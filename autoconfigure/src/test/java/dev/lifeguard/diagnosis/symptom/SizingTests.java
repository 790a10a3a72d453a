package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;

import dev.lifeguard.diagnosis.vitals.Figures;
import dev.lifeguard.diagnosis.vitals.Times;
import dev.lifeguard.failure.SizeAdvice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sizing}.
 */
class SizingTests {

	private static final int LIMIT = 8;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			100 | 20  | 100  | 8  | enough: 100.0 calls per second x 20ms x 1.5 = 3
			100 | 20  | 1000 | 30 | too small for this load: 1000.0 calls per second x 20ms x 1.5 = 30
			100 | 200 | 1000 | 8  | enough: the backend is slower than usual (200ms, usually 20ms)
			0   | 20  | 1000 | 8  | unknown: no call has ended recently
			""")
	void sizeFollowsTheLoadUnlessTheBackendIsSlow(int ended, long recent, double arrivals, int size, String words) {
		Times usually = times(20);
		SizeAdvice advice = Sizing.of(
				new Figures(usually, times(recent), usually, times(recent), ended, arrivals, Duration.ofMillis(20), 0),
				LIMIT);
		assertThat(advice.size()).isEqualTo(size);
		assertThat(advice.words()).startsWith(words);
	}

	private static Times times(long millis) {
		Duration time = Duration.ofMillis(millis);
		return new Times(time, time, time);
	}

}
