package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Order}.
 */
class OrderTests {

	private static final long STANDING = 100_000_000;

	@Test
	void fifoIsNeverNewestFirst() {
		assertThat(Order.FIFO.newestFirst(0)).isFalse();
		assertThat(Order.FIFO.newestFirst(Long.MAX_VALUE)).isFalse();
	}

	@Test
	void lifoIsAlwaysNewestFirst() {
		assertThat(Order.LIFO.newestFirst(0)).isTrue();
		assertThat(Order.LIFO.newestFirst(Long.MAX_VALUE)).isTrue();
	}

	@Test
	void adaptiveIsNewestFirstOnceTheQueueStands() {
		assertThat(Order.ADAPTIVE.newestFirst(0)).isFalse();
		assertThat(Order.ADAPTIVE.newestFirst(STANDING - 1)).isFalse();
		assertThat(Order.ADAPTIVE.newestFirst(STANDING)).isTrue();
	}

}
