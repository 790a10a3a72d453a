package dev.lifeguard.retry;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetrySettings}.
 */
class RetrySettingsTests {

	@Test
	void defaultsAreThoseOfTheContract() {
		RetrySettings settings = RetrySettings.DEFAULTS;
		assertThat(settings.enabled()).isTrue();
		assertThat(settings.maxAttempts()).isEqualTo(3);
		assertThat(settings.statuses()).containsExactly(429, 502, 503, 504);
		assertThat(settings.methods()).containsExactly("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
		assertThat(settings.backoff()).isEqualTo(new BackoffSettings(Duration.ofMillis(100), Duration.ofSeconds(2)));
		assertThat(settings.budget()).isEqualTo(new BudgetSettings(BudgetMode.LEARNED, 0.2, null, null));
	}

	@Test
	void setsAreCopiedAndKeepTheirOrder() {
		Set<Integer> statuses = new LinkedHashSet<>(List.of(503, 429));
		RetrySettings settings = new RetrySettings(true, 2, statuses, Set.of("GET"), RetrySettings.DEFAULTS.backoff(),
				RetrySettings.DEFAULTS.budget(), false);
		statuses.clear();
		assertThat(settings.statuses()).containsExactly(503, 429).isUnmodifiable();
		assertThat(settings.methods()).isUnmodifiable();
	}

}
