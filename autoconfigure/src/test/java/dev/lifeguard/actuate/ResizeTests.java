package dev.lifeguard.actuate;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Resize}.
 */
class ResizeTests {

	@ParameterizedTest
	@CsvSource({ "1,10m,600", "10000,1s,1", "80,24h,86400", "80,PT5M,300" })
	void boundAndTimeAreRead(String bound, String time, long seconds) {
		Resize resize = Resize.of(bound, time);
		assertThat(resize.maxConnections()).isEqualTo(Integer.parseInt(bound));
		assertThat(resize.time()).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void timeMayBeLeftOut() {
		assertThat(Resize.of("80", null).time()).isEqualTo(Duration.ofMinutes(10));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "0", "-1", "10001", "9999999999", "many", "" })
	void boundThatIsNoneIsRefused(@Nullable String bound) {
		assertThatIllegalArgumentException().isThrownBy(() -> Resize.of(bound, "10m"))
			.withMessage("maxConnections is %s: write a number from 1 to 10000".formatted(bound));
	}

	@ParameterizedTest
	@ValueSource(strings = { "9", "x", "P" })
	void whatWasSentIsNotRepeatedInFull(String character) {
		String long20MB = character.repeat(20_000_000);
		String echo = character.repeat(40) + "... (20000000 characters): write ";
		assertThatIllegalArgumentException().isThrownBy(() -> Resize.of(long20MB, null))
			.withMessageStartingWith("maxConnections is " + echo);
		assertThatIllegalArgumentException().isThrownBy(() -> Resize.of("80", long20MB))
			.withMessageStartingWith("for is " + echo);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "999ms", "-5m", "25h", "soon", "", "99999999999999999999d" })
	void timeThatIsNoneIsRefused(String time) {
		assertThatIllegalArgumentException().isThrownBy(() -> Resize.of("80", time))
			.withMessageStartingWith("for is %s: write how long the bound applies, from 1s to 24h".formatted(time));
	}

}
