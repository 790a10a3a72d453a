package dev.lifeguard.call;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ThreadPermits}.
 */
class ThreadPermitsTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	/** The calls of other tests may hold permits on the thread of the tests. */
	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	@AfterEach
	void close() {
		this.thread.shutdownNow();
		this.client.close();
	}

	@Test
	void threadHoldsPermitsFromTheFirstCallToTheLast() {
		assertThat(isHolding()).isFalse();
		Call first = begin();
		Call second = begin();
		assertThat(isHolding()).isTrue();
		first.cancelled();
		assertThat(isHolding()).isTrue();
		second.cancelled();
		assertThat(isHolding()).isFalse();
	}

	@Test
	void permitThatAnotherThreadGivesBackIsTheCallersAllTheSame() {
		Call call = begin();
		assertThat(isHolding()).isTrue();
		CompletableFuture.runAsync(call::cancelled).join();
		assertThat(isHolding()).isFalse();
	}

	@Test
	void otherThreadsHoldNone() {
		Call call = begin();
		ExecutorService other = Executors.newSingleThreadExecutor();
		assertThat(CompletableFuture.supplyAsync(ThreadPermits::isHolding, other).join()).isFalse();
		other.shutdownNow();
		call.cancelled();
	}

	@Test
	void callForWhichNoThreadWaitsCountsForNone() {
		Call call = onThread(() -> begin(null));
		assertThat(isHolding()).isFalse();
		call.cancelled();
	}

	private boolean isHolding() {
		return onThread(ThreadPermits::isHolding);
	}

	private Call begin() {
		return onThread(() -> begin(Thread.currentThread()));
	}

	private <T> T onThread(Supplier<T> part) {
		return CompletableFuture.supplyAsync(part, this.thread).join();
	}

	private Call begin(@Nullable Thread caller) {
		return TestConnect.of(this.client.call("GET", URI.create("http://localhost:1/"), null, caller)).call();
	}

}
