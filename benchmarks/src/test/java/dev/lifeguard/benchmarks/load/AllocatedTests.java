package dev.lifeguard.benchmarks.load;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Allocated}.
 */
class AllocatedTests {

	private static final int MUCH = 50_000_000;

	@Test
	void threadThatWasThereCountsWhatItAllocatedSince() {
		assertThat(new Allocated(Map.of(1L, 150L, 2L, 70L)).since(new Allocated(Map.of(1L, 100L, 2L, 70L))))
			.isEqualTo(50);
	}

	@Test
	void threadThatIsNewCountsWhole() {
		assertThat(new Allocated(Map.of(1L, 100L, 2L, 70L)).since(new Allocated(Map.of(1L, 100L)))).isEqualTo(70);
	}

	@Test
	void threadThatIsGoneCountsNothing() {
		assertThat(new Allocated(Map.of(1L, 105L)).since(new Allocated(Map.of(1L, 100L, 2L, 1000L)))).isEqualTo(5);
	}

	@Test
	void whatAThreadAllocatesIsSeen() {
		Allocated before = Allocated.untilNow();
		AtomicReference<byte[]> kept = new AtomicReference<>(new byte[MUCH]);
		assertThat(Allocated.untilNow().since(before)).isGreaterThanOrEqualTo(kept.get().length);
	}

	@Test
	void endOfAThreadThatAllocatedMuchTakesNothingAway() throws InterruptedException {
		CountDownLatch allocated = new CountDownLatch(1);
		CountDownLatch over = new CountDownLatch(1);
		AtomicReference<byte[]> kept = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			kept.set(new byte[MUCH]);
			allocated.countDown();
			awaitEnd(over);
		});
		thread.start();
		allocated.await();
		Allocated before = Allocated.untilNow();
		over.countDown();
		thread.join();
		assertThat(Allocated.untilNow().since(before)).isBetween(0L, (long) kept.get().length);
	}

	private static void awaitEnd(CountDownLatch over) {
		try {
			over.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
