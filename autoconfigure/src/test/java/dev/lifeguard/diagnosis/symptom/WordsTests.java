package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Words}.
 */
class WordsTests {

	@ParameterizedTest
	@CsvSource({ "0, 0ms", "1, 1ms", "999, 999ms", "1000, 1.0s", "1250, 1.3s", "60000, 60.0s" })
	void timesArePutShortly(long millis, String words) {
		assertThat(Words.time(Duration.ofMillis(millis))).isEqualTo(words);
	}

	@Test
	void timeMayBeUnknown() {
		assertThat(Words.time(null)).isEqualTo("unknown");
	}

	@Test
	void oldestIsWhereNothingHasMovedForLongest() {
		assertThat(Words.oldest(List.of(holder("GET /a", 5), holder("GET /b", 700), holder("GET /a", 6))))
			.isEqualTo("700ms");
		assertThat(Words.oldest(List.of())).isEqualTo("0ms");
	}

	@Test
	void requestThatMostOfThemMakeIsNamed() {
		assertThat(Words.mostly(List.of(holder("GET /a", 5), holder("GET /b", 700), holder("GET /a", 6))))
			.isEqualTo("GET /a");
		assertThat(Words.mostly(List.of())).isEqualTo("?");
	}

	@Test
	void remoteThatMostOfThemGoToIsNamed() {
		assertThat(Words.mostlyTo(List.of(to("a:80"), to("b:80"), to("b:80")))).isEqualTo("b:80");
		assertThat(Words.mostlyTo(List.of())).isEqualTo("?");
	}

	private static Holder to(String remote) {
		return SomeHolder.in(Phase.BODY, 5).to(remote).holder();
	}

	private static Holder holder(String request, long quietMillis) {
		return SomeHolder.in(Phase.BODY, 0).making(request).quietFor(quietMillis).holder();
	}

}
