package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of {@link RetrySettingsRules}.
 */
class RetrySettingsRulesTests {

	private static final RetrySettings STANDARD = RetrySettings.DEFAULTS;

	private final Leaves leaves = new Written().leaves();

	private @Nullable String failure(RetrySettings settings) {
		InvalidSettingException failure = catchThrowableOfType(InvalidSettingException.class,
				() -> RetrySettingsRules.check(new Rules(this.leaves), settings));
		return (failure != null) ? failure.getMessage() : null;
	}

	private static RetrySettings settings(int maxAttempts, Set<Integer> statuses, Set<String> methods) {
		return new RetrySettings(true, maxAttempts, statuses, methods, STANDARD.backoff(), STANDARD.budget(), false);
	}

	private static RetrySettings backoff(String base, String cap) {
		return new RetrySettings(true, 3, STANDARD.statuses(), STANDARD.methods(),
				new BackoffSettings(time(base), time(cap)), STANDARD.budget(), false);
	}

	private static Duration time(String value) {
		return DurationStyle.detectAndParse(value);
	}

	private static RetrySettings budget(double ratio, double minPerSecond, int cap) {
		return new RetrySettings(true, 3, STANDARD.statuses(), STANDARD.methods(), STANDARD.backoff(),
				new BudgetSettings(BudgetMode.FIXED, ratio, minPerSecond, cap), false);
	}

	@Test
	void defaultsArePossible() {
		assertThat(failure(STANDARD)).isNull();
	}

	@Test
	void oneAttemptIsTheLeast() {
		assertThat(failure(settings(1, STANDARD.statuses(), STANDARD.methods()))).isNull();
		assertThat(failure(settings(0, STANDARD.statuses(), STANDARD.methods())))
			.isEqualTo("lifeguard.clients.orders.retry.max-attempts = 0: Must be at least 1.");
	}

	@ParameterizedTest
	@CsvSource({ "400,true", "599,true", "399,false", "600,false" })
	void onlyErrorsAreRepeated(int status, boolean possible) {
		String failure = failure(settings(3, new LinkedHashSet<>(List.of(503, status)), STANDARD.methods()));
		if (possible) {
			assertThat(failure).isNull();
		}
		else {
			assertThat(failure).startsWith("lifeguard.clients.orders.retry.statuses = [503, %d]".formatted(status))
				.endsWith("Only error statuses can be retried: those from 400 to 599.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "put", "Put", " ", "" })
	void methodsAreInUpperCase(String method) {
		assertThat(failure(settings(3, STANDARD.statuses(), Set.of("GET", "PATCH")))).isNull();
		assertThat(failure(settings(3, STANDARD.statuses(), Set.of(method))))
			.contains("methods are case-sensitive and must be in upper case");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "0s,0s,-", "2s,2s,-", "24d,24d,-",
					"-1ms,2s,retry.backoff.base = -1ms: A backoff cannot be negative",
					"-2ms,-1ms,retry.backoff.base = -2ms: A backoff cannot be negative",
					"0s,-1ms,retry.backoff.cap = -1ms: A backoff cannot be negative",
					"25d,25d,retry.backoff.base = 36000m: The duration must be at most 24d",
					"1s,25d,retry.backoff.cap = 36000m: The duration must be at most 24d" })
	void backoffIsATimeThatSomebodyWouldWait(String base, String cap, @Nullable String reason) {
		String failure = failure(backoff(base, cap));
		if (reason != null) {
			assertThat(failure).startsWith("lifeguard.clients.orders." + reason);
		}
		else {
			assertThat(failure).isNull();
		}
	}

	@Test
	void firstBackoffIsNotLongerThanTheLongestOne() {
		this.leaves.found("retry.backoff.base", "2001ms", Origin.CLIENT);
		this.leaves.found("retry.backoff.cap", "2s", Origin.DEFAULTS);
		assertThat(failure(backoff("2001ms", "2s"))).isEqualTo("lifeguard.clients.orders.retry.backoff.base = 2001ms "
				+ "and lifeguard.defaults.retry.backoff.cap = 2s: The first backoff cannot be longer than the longest.");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "0,0,0,-", "-0.1,0,0,ratio", "NaN,0,0,ratio", "Infinity,0,0,ratio",
			"0,-0.1,0,min-per-second", "0,NaN,0,min-per-second", "0,0,-1,cap" })
	void budgetEarnsNothingOrSomething(double ratio, double minPerSecond, int cap, @Nullable String key) {
		String failure = failure(budget(ratio, minPerSecond, cap));
		if (key != null) {
			assertThat(failure).startsWith("lifeguard.clients.orders.retry.budget." + key + " = ");
		}
		else {
			assertThat(failure).isNull();
		}
	}

}
