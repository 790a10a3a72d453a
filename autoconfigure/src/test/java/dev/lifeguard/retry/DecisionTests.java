package dev.lifeguard.retry;

import java.time.Duration;
import java.util.EnumSet;

import dev.lifeguard.retry.Decision.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Decision}.
 */
class DecisionTests {

	@Test
	void retryHasADelay() {
		Decision decision = Decision.retryAfter(Duration.ofMillis(7));
		assertThat(decision.isRetry()).isTrue();
		assertThat(decision).isEqualTo(new Decision(Outcome.RETRIED, Duration.ofMillis(7)));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "RETRIED")
	void stopHasAReasonAndNoDelay(Outcome outcome) {
		Decision decision = Decision.stop(outcome);
		assertThat(decision.isRetry()).isFalse();
		assertThat(decision).isEqualTo(new Decision(outcome, Duration.ZERO));
	}

	@Test
	void callsWithNothingToRetryAreNotCounted() {
		assertThat(EnumSet.allOf(Outcome.class)).filteredOn((outcome) -> !outcome.isCounted())
			.containsExactly(Outcome.FINAL, Outcome.DISABLED);
	}

}
