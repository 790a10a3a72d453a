package dev.lifeguard.lease;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Listeners}.
 */
class ListenersTests {

	private static final int MANY = 100_000;

	private final List<Throwable> failures = new ArrayList<>();

	private final List<String> heard = new ArrayList<>();

	private final Listeners<Listener> listeners = new Listeners<>(this.failures::add);

	@Test
	void allAreToldInTheOrderInWhichTheyCame() {
		this.listeners.add((event) -> this.heard.add("first " + event));
		this.listeners.add((event) -> this.heard.add("second " + event));
		this.listeners.tell((listener) -> listener.heard("a"));
		this.listeners.tell(Listener::heard, "b");
		assertThat(this.heard).containsExactly("first a", "second a", "first b", "second b");
	}

	@Test
	void listenerIsNotToldOfWhatHappenedBefore() {
		this.listeners.tell(Listener::heard, "before");
		this.listeners.add(this.heard::add);
		this.listeners.tell(Listener::heard, "after");
		assertThat(this.heard).containsExactly("after");
	}

	@Test
	void oneThatFailsCostsTheOthersNothing() {
		IllegalStateException bug = new IllegalStateException("bug");
		AssertionError error = new AssertionError("bug");
		this.listeners.add((event) -> {
			throw bug;
		});
		this.listeners.add(this.heard::add);
		this.listeners.add((event) -> {
			throw error;
		});
		this.listeners.add(this.heard::add);
		this.listeners.tell((listener) -> listener.heard("a"));
		this.listeners.tell(Listener::heard, "b");
		assertThat(this.heard).containsExactly("a", "a", "b", "b");
		assertThat(this.failures).containsExactly(bug, error, bug, error);
	}

	@Test
	void listenerMayBeAddedWhileAnotherIsTold() {
		this.listeners.add((event) -> this.listeners.add(this.heard::add));
		this.listeners.tell(Listener::heard, "a");
		assertThat(this.heard).isEmpty();
		this.listeners.tell(Listener::heard, "b");
		assertThat(this.heard).containsExactly("b");
	}

	@Test
	void listenersMayBeAddedAndToldByManyThreads() throws Exception {
		AtomicInteger told = new AtomicInteger();
		CountDownLatch together = new CountDownLatch(4);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<?>> done = new ArrayList<>();
			for (int thread = 0; thread < 4; thread++) {
				done.add(threads.submit(() -> {
					together.countDown();
					together.await();
					for (int turn = 0; turn < 100; turn++) {
						this.listeners.add((event) -> told.incrementAndGet());
						this.listeners.tell(Listener::heard, "a");
					}
					return null;
				}));
			}
			for (Future<?> thread : done) {
				thread.get(10, TimeUnit.SECONDS);
			}
		}
		finally {
			threads.shutdownNow();
		}
		told.set(0);
		this.listeners.tell(Listener::heard, "a");
		assertThat(told).hasValue(400);
	}

	@Test
	void nothingIsMadeForNobody() {
		tellMany();
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(thread);
		tellMany();
		assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(MANY);
	}

	private void tellMany() {
		for (int event = 0; event < MANY; event++) {
			this.listeners.tell(Listener::heard, "a");
		}
	}

	/**
	 * Hears something.
	 */
	private interface Listener {

		void heard(String event);

	}

}
