package dev.lifeguard.lease;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HangUps}.
 */
class HangUpsTests {

	private static final long TEN_SECONDS = Duration.ofSeconds(10).toNanos();

	private final HangUps hangUps = new HangUps();

	private long now = Long.MAX_VALUE - TEN_SECONDS / 2;

	@Test
	void nothingIsKnownWhileHardlyAnybodyHangsUp() {
		assertThat(patience()).isEqualTo(HangUps.ENDLESS);
		add(1, 2, 3, 4);
		assertThat(patience()).isEqualTo(HangUps.ENDLESS);
		add(5);
		assertThat(patience()).isEqualTo(2);
	}

	@Test
	void oneOfFiveHadHungUpBefore() {
		add(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
		assertThat(patience()).isEqualTo(3);
	}

	@Test
	void lastThirtyTwoCount() {
		for (int i = 0; i < HangUps.SIZE; i++) {
			add(1);
		}
		assertThat(patience()).isEqualTo(1);
		for (int i = 0; i < HangUps.SIZE - 6; i++) {
			add(9);
		}
		assertThat(patience()).isEqualTo(9);
	}

	@Test
	void lastTenSecondsCount() {
		add(1, 1, 1, 1, 1);
		assertThat(patience()).isEqualTo(1);
		this.now += TEN_SECONDS;
		assertThat(patience()).isEqualTo(1);
		this.now++;
		assertThat(patience()).isEqualTo(HangUps.ENDLESS);
		add(7, 7, 7, 7, 7);
		assertThat(patience()).isEqualTo(7);
	}

	@Test
	void patienceIsLearnedAnewWhenTheFirstOfThemIsLongAgo() {
		add(1, 1);
		this.now += TEN_SECONDS / 2;
		add(7, 7, 7, 7, 7);
		assertThat(patience()).isEqualTo(1);
		this.now += TEN_SECONDS / 2 + 1;
		assertThat(patience()).isEqualTo(7);
		this.now += TEN_SECONDS / 2;
		assertThat(patience()).isEqualTo(HangUps.ENDLESS);
	}

	private void add(long... ages) {
		for (long age : ages) {
			this.hangUps.add(age, this.now);
		}
	}

	private long patience() {
		return this.hangUps.patience(this.now);
	}

}
