package dev.lifeguard.retry;

import dev.lifeguard.retry.BudgetState.Payment;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Payments}.
 */
class PaymentsTests {

	private final Payments payments = new Payments();

	@Test
	void everyKindIsCounted() {
		assertThat(this.payments.counts()).containsOnlyKeys(Payment.values()).containsEntry(Payment.FREE, 0L);
		this.payments.add(Payment.FREE);
		this.payments.add(Payment.FREE);
		this.payments.add(Payment.DENIED_SLOW);
		assertThat(this.payments.counts()).containsEntry(Payment.FREE, 2L)
			.containsEntry(Payment.DENIED_SLOW, 1L)
			.containsEntry(Payment.TOKEN, 0L);
	}

	@Test
	void someAreRetries() {
		assertThat(Payment.values()).filteredOn(Payment::isGranted)
			.containsExactly(Payment.FREE, Payment.TOKEN, Payment.RESERVE);
	}

}
