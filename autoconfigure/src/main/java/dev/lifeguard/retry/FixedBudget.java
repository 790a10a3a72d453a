package dev.lifeguard.retry;

import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.retry.RetrySettings.BudgetMode;

/**
 * Budget that is a bucket of tokens, and nothing else.
 */
final class FixedBudget implements Budget {

	private final TokenBucket bucket;

	private final Traffic traffic;

	FixedBudget(TokenBucket bucket, Traffic traffic) {
		this.bucket = bucket;
		this.traffic = traffic;
	}

	@Override
	public Payment pay(Attempt failed) {
		return this.bucket.tryTake() ? Payment.TOKEN : Payment.BUCKET_EMPTY;
	}

	@Override
	public void succeeded(boolean again, long firstByteNanos, boolean waited) {
		ended(again);
		this.bucket.earn();
	}

	@Override
	public void failed(boolean again, boolean timedOut) {
		ended(again);
	}

	private void ended(boolean again) {
		if (!again) {
			this.traffic.add();
		}
	}

	@Override
	public void watch(BooleanSupplier room) {
		// it does not depend on it
	}

	@Override
	public double tokens() {
		return this.bucket.tokens();
	}

	@Override
	public BudgetState state(Map<Payment, Long> payments) {
		return new BudgetState(BudgetMode.FIXED, tokens(), 0, null, payments);
	}

}
