package dev.lifeguard.retry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import dev.lifeguard.retry.BudgetState.Payment;

/**
 * Counts of how retries were paid for, and why they were not.
 */
final class Payments {

	private final Map<Payment, LongAdder> counts = new EnumMap<>(Payment.class);

	Payments() {
		for (Payment payment : Payment.values()) {
			this.counts.put(payment, new LongAdder());
		}
	}

	void add(Payment payment) {
		this.counts.computeIfPresent(payment, (key, count) -> {
			count.increment();
			return count;
		});
	}

	Map<Payment, Long> counts() {
		Map<Payment, Long> counts = new EnumMap<>(Payment.class);
		this.counts.forEach((payment, count) -> counts.put(payment, count.sum()));
		return Collections.unmodifiableMap(counts);
	}

}
