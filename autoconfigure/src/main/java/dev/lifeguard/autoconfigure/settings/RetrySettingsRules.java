package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetSettings;

/**
 * Rules for the settings of a client's retries.
 */
final class RetrySettingsRules {

	private static final int FIRST_ERROR = 400;

	private static final int LAST_ERROR = 599;

	private RetrySettingsRules() {
	}

	static void check(Rules rules, RetrySettings retry) {
		rules.atLeast("retry.max-attempts", retry.maxAttempts(), 1);
		statuses(rules, retry.statuses());
		methods(rules, retry.methods());
		backoff(rules, retry.backoff());
		budget(rules, retry.budget());
	}

	private static void statuses(Rules rules, Set<Integer> statuses) {
		rules.refuseIf(statuses.stream().anyMatch((status) -> status < FIRST_ERROR || status > LAST_ERROR),
				"retry.statuses", statuses, "Only error statuses can be retried: those from 400 to 599.",
				"Write the statuses that the backend returns when it is overloaded, for example 429, 503.");
	}

	private static void methods(Rules rules, Set<String> methods) {
		rules.refuseIf(
				methods.stream()
					.anyMatch((method) -> !method.equals(method.toUpperCase(Locale.ROOT)) || method.isBlank()),
				"retry.methods", methods, "HTTP methods are case-sensitive and must be in upper case.",
				"Write them in upper case, for example GET, PUT.");
	}

	private static void backoff(Rules rules, BackoffSettings backoff) {
		negative(rules, "retry.backoff.base", backoff.base());
		negative(rules, "retry.backoff.cap", backoff.cap());
		rules.notTooLong("retry.backoff.base", backoff.base());
		rules.notTooLong("retry.backoff.cap", backoff.cap());
		if (backoff.base().compareTo(backoff.cap()) > 0) {
			throw rules.contradiction("retry.backoff.base", backoff.base(), "retry.backoff.cap", backoff.cap(),
					"The first backoff cannot be longer than the longest.", "Lower the first or raise the second.");
		}
	}

	private static void negative(Rules rules, String key, Duration value) {
		rules.refuseIf(value.isNegative(), key, value, "A backoff cannot be negative.",
				"Write a time such as 100ms, or remove the property to use the default.");
	}

	private static void budget(Rules rules, BudgetSettings budget) {
		amount(rules, "retry.budget.ratio", budget.ratio());
		Double perSecond = budget.minPerSecond();
		if (perSecond != null) {
			amount(rules, "retry.budget.min-per-second", perSecond);
		}
		Integer cap = budget.cap();
		if (cap != null) {
			rules.atLeast("retry.budget.cap", cap, 0);
		}
	}

	private static void amount(Rules rules, String key, double value) {
		rules.refuseIf(!Double.isFinite(value) || value < 0, key, value, "Must be 0 or greater.",
				"Write 0 or more, or remove the property to use the default.");
	}

}
