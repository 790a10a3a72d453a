package dev.lifeguard.sample.demo;

import java.util.HashMap;
import java.util.Map;

import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.sample.load.Counts;

/**
 * Counts of one side in some time.
 *
 * @param calls what came of the callers' calls
 * @param batch what came of the batch job's calls
 * @param retries how many retries were paid for, or not
 */
record Sample(Counts calls, Counts batch, Map<Payment, Long> retries) {

	Sample plus(Sample other) {
		Map<Payment, Long> both = new HashMap<>(this.retries);
		other.retries.forEach((payment, count) -> both.merge(payment, count, Long::sum));
		return new Sample(this.calls.plus(other.calls), this.batch.plus(other.batch), both);
	}

}
