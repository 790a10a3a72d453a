package dev.lifeguard.retry;

import java.time.Duration;

import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.RetryRule.Verdict;

/**
 * Asks in this order: is it worth it, is it possible, is there time, can we afford it.
 * The budget comes last, because what it gives is spent.
 */
final class BudgetedRetries implements Retries {

	private final int maxAttempts;

	private final GuardedRule rule;

	private final RetryDelay delay;

	private final RetryBudget budget;

	BudgetedRetries(int maxAttempts, GuardedRule rule, RetryDelay delay, RetryBudget budget) {
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
		return this.budget.tryTake() ? Decision.retryAfter(delay) : Decision.stop(Outcome.BUDGET_DENIED);
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
		return new BudgetedRetries(this.maxAttempts, this.rule.with(rule), this.delay, this.budget);
	}

	@Override
	public void succeeded() {
		this.budget.earn();
	}

	@Override
	public double tokens() {
		return this.budget.tokens();
	}

}
