package dev.lifeguard.sample.demo;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

import dev.lifeguard.retry.BudgetState;
import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.retry.BudgetState.Stance;
import org.jspecify.annotations.Nullable;

/**
 * Judgement on retries now, and the payments for retries in the last second.
 *
 * @param stance what is thought of them, if anything is
 * @param tokens how many the bucket pays for
 * @param payments how many per second were paid for in which way, or not made and why
 */
record RetryPoint(@Nullable Stance stance, double tokens, Map<Payment, Long> payments) {

	private static final double TENTH = 10;

	static RetryPoint of(BudgetState budget, Map<Payment, Long> counts, LongUnaryOperator perSecond) {
		Map<Payment, Long> payments = new EnumMap<>(Payment.class);
		for (Payment payment : Payment.values()) {
			payments.put(payment, perSecond.applyAsLong(counts.getOrDefault(payment, 0L)));
		}
		return new RetryPoint(budget.stance(), Math.round(budget.tokens() * TENTH) / TENTH, payments);
	}

}
