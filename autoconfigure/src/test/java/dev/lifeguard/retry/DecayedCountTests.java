package dev.lifeguard.retry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link DecayedCount}.
 */
class DecayedCountTests {

	private final DecayedCount count = new DecayedCount();

	@Test
	void newOnesCountInFullAndOldOnesLess() {
		this.count.add();
		this.count.add();
		assertThat(this.count.age(0.5)).isEqualTo(2);
		assertThat(this.count.value()).isEqualTo(2);
		this.count.add();
		assertThat(this.count.age(0.5)).isOne();
		assertThat(this.count.value()).isEqualTo(2);
		assertThat(this.count.age(0.25)).isZero();
		assertThat(this.count.value()).isEqualTo(0.5);
	}

	@Test
	void nothingShowsBeforeItIsTakenIn() {
		this.count.add();
		assertThat(this.count.value()).isZero();
	}

}
