package dev.lifeguard.call.tell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Teller}.
 */
class TellerTests {

	private static final int PATIENCE_SECONDS = 10;

	private static final InheritableThreadLocal<String> OF_THE_CALLER = new InheritableThreadLocal<>();

	@Test
	void tasksThatBlockHoldUpNoOther() throws Exception {
		CountDownLatch over = new CountDownLatch(1);
		CompletableFuture<String> told = new CompletableFuture<>();
		try (Teller teller = new Teller()) {
			for (int task = 0; task < 20; task++) {
				teller.run(() -> await(over));
			}
			teller.run(() -> told.complete("told"));
			assertThat(told.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("told");
			over.countDown();
		}
	}

	@Test
	void threadsAreDaemonsThatKeepNothingOfWhoeverNeededThem() throws Exception {
		OF_THE_CALLER.set("secret");
		CompletableFuture<String> seen = new CompletableFuture<>();
		try (Teller teller = new Teller()) {
			teller.run(() -> seen.complete(OF_THE_CALLER.get() + " " + Thread.currentThread().isDaemon() + " "
					+ Thread.currentThread().getName()));
			assertThat(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("null true lifeguard-teller-1");
		}
		finally {
			OF_THE_CALLER.remove();
		}
	}

	@Test
	void whatIsUnderWayIsDoneWhenItIsClosed() {
		CompletableFuture<String> told = new CompletableFuture<>();
		Teller teller = new Teller();
		teller.run(() -> told.complete("told"));
		teller.close();
		assertThat(told).isCompletedWithValue("told");
	}

	@Test
	void closedTellerTellsOnTheThreadThatHasTheNews() {
		Teller teller = new Teller();
		teller.close();
		CompletableFuture<Thread> told = new CompletableFuture<>();
		teller.run(() -> told.complete(Thread.currentThread()));
		assertThat(told).isCompletedWithValue(Thread.currentThread());
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
