package dev.lifeguard.retry;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.RetryRule.Verdict;

/**
 * Retries that check in this order: whether a retry is worth it, whether it is possible,
 * whether there is time, and whether the client can afford it. The budget comes last,
 * because what it gives is spent.
 */
final class BudgetedRetries implements Retries {

	private static final int FIRST_SERVER_ERROR = 500;

	private final int maxAttempts;

	private final GuardedRule rule;

	private final RetryDelay delay;

	private final Budget budget;

	private final Payments payments;

	BudgetedRetries(int maxAttempts, GuardedRule rule, RetryDelay delay, Budget budget) {
		this(maxAttempts, rule, delay, budget, new Payments());
	}

	private BudgetedRetries(int maxAttempts, GuardedRule rule, RetryDelay delay, Budget budget, Payments payments) {
		this.payments = payments;
		this.maxAttempts = maxAttempts;
		this.rule = rule;
		this.delay = delay;
		this.budget = budget;
	}

	@Override
	public Decision next(Attempt attempt, Duration remaining) {
		Outcome wish = wish(attempt);
		if (wish != Outcome.RETRIED) {
			return Decision.stop(wish);
		}
		Duration delay = this.delay.after(attempt);
		if (delay.compareTo(remaining) >= 0) {
			return Decision.stop(Outcome.DEADLINE);
		}
		Payment payment = this.budget.pay(attempt);
		this.payments.add(payment);
		return payment.isGranted() ? Decision.retryAfter(delay) : Decision.stop(Outcome.BUDGET_DENIED);
	}

	private Outcome wish(Attempt attempt) {
		Verdict verdict = this.rule.judge(attempt);
		if (verdict != Verdict.REPEAT) {
			return (verdict == Verdict.FINAL) ? Outcome.FINAL : Outcome.NOT_REPEATABLE;
		}
		if (!attempt.request().replayable()) {
			return Outcome.NOT_REPLAYABLE;
		}
		return (attempt.number() < this.maxAttempts) ? Outcome.RETRIED : Outcome.EXHAUSTED;
	}

	@Override
	public boolean isFinal(int status) {
		return this.rule.isFinal(status);
	}

	@Override
	public Retries with(RetryRule rule) {
		return new BudgetedRetries(this.maxAttempts, this.rule.with(rule), this.delay, this.budget, this.payments);
	}

	@Override
	public void answered(int number, int status, long firstByteNanos, boolean waited) {
		if (status < FIRST_SERVER_ERROR && status != Answer.TOO_MANY_REQUESTS) {
			this.budget.succeeded(number > 1, firstByteNanos, waited);
		}
		else {
			this.budget.failed(number > 1, false);
		}
	}

	@Override
	public void unanswered(int number, boolean timedOut) {
		this.budget.failed(number > 1, timedOut);
	}

	@Override
	public void watch(BooleanSupplier room) {
		this.budget.watch(room);
	}

	@Override
	public double tokens() {
		return this.budget.tokens();
	}

	@Override
	public BudgetState budget() {
		return this.budget.state(this.payments.counts());
	}

}
