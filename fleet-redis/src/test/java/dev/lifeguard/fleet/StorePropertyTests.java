package dev.lifeguard.fleet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a {@link BudgetStore} must hold to, with the one in Java.
 */
class StorePropertyTests {

	private final ManualClock clock = new ManualClock();

	private final ModelStore store = new ModelStore(this.clock::millis);

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 })
	void neverGivesMoreThanTheBudget(long seed) {
		RandomMessages messages = new RandomMessages(this.store, this.clock, this.store::dump, seed);
		messages.run(20_000);
		assertThat(messages.mostGiven()).isEqualTo(RandomMessages.POOL);
		assertThat(messages.mostUsable()).isGreaterThan(RandomMessages.POOL / 2)
			.isLessThanOrEqualTo(RandomMessages.POOL);
	}

	@Test
	void repeatedMessageIsAnsweredOnce() {
		Replica replica = replica();
		Renewal renewal = replica.renew(0, 20);
		assertThat(this.store.renew(renewal)).isNotNull();
		assertThat(this.store.renew(renewal)).isNull();
	}

	@Test
	void earlierMessageHasNoEffect() {
		Replica replica = replica();
		Renewal first = replica.renew(0, 20);
		this.store.renew(replica.renew(0, 20));
		Object before = this.store.dump();
		assertThat(this.store.renew(first)).isNull();
		assertThat(this.store.dump()).isEqualTo(before);
	}

	@Test
	void messageAfterTheLastOneHasNoEffect() {
		Replica replica = replica();
		Renewal late = replica.renew(0, 20);
		this.store.leave(replica.leave(0));
		assertThat(this.store.renew(late)).isNull();
		assertThat(this.store.given()).isZero();
	}

	private Replica replica() {
		Replica replica = new Replica(Fleets.of(100, 10), this.clock, () -> 0.5);
		replica.begin("m");
		return replica;
	}

}
