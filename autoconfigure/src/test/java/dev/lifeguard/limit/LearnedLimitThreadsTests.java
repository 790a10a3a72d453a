package dev.lifeguard.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a {@link LearnedLimit} that many threads use at once.
 */
class LearnedLimitThreadsTests {

	private static final int THREADS = 8;

	private static final int CALLS = 50_000;

	private static final int MIN = 2;

	private static final int MAX = 60;

	private static final long USUAL = Duration.ofMillis(20).toNanos();

	private final ManualNanoClock clock = new ManualNanoClock();

	private final AtomicInteger max = new AtomicInteger(MAX);

	private final AtomicInteger unanswered = new AtomicInteger();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final LearnedLimit limit = new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, MIN, 10), this.max::get,
			this.clock, () -> ThreadLocalRandom.current().nextDouble(), this.failures::add);

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	@Timeout(60)
	void limitStaysInItsBoundsAndGoesOnLearning() throws Exception {
		all(this::calls);
		assertThat(this.failures).isEmpty();
		assertThat(this.limit.lastMove()).isNotNull();
		assertThat(this.limit.baselines()).hasSizeBetween(1, 65);
		this.max.set(MAX);
		this.clock.advance(Duration.ofMinutes(2));
		windows(1, true);
		windows(100, true);
		assertThat(this.limit.getAsInt()).isEqualTo(MAX);
		windows(700, false);
		assertThat(this.limit.limit()).isLessThan(MAX);
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.DECAYED_TO_NEED);
	}

	@Test
	@Timeout(60)
	void everyWindowIsTakenByOneThread() throws Exception {
		AtomicInteger taken = new AtomicInteger();
		LearnedLimit counted = new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, MIN, 10), this.max::get, this.clock,
				() -> {
					taken.incrementAndGet();
					return 0;
				}, this.failures::add);
		long began = this.clock.getAsLong();
		all(() -> {
			for (int call = 0; call < CALLS; call++) {
				this.clock.advance(Duration.ofNanos(500_000));
				counted.ended("GET", "/", Signal.ANSWERED, USUAL);
			}
			return null;
		});
		long quarters = (this.clock.getAsLong() - began) / Duration.ofMillis(250).toNanos();
		assertThat(this.failures).isEmpty();
		// the clock continues while the one thread waits for a processor
		assertThat((long) taken.get()).isBetween(1L, quarters);
	}

	@Test
	@Timeout(60)
	void errorIsToldOnceAndStopsNobody() throws Exception {
		LearnedLimit broken = new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, MIN, 10), this.max::get, this.clock,
				() -> {
					throw new IllegalStateException("no random numbers");
				}, this.failures::add);
		all(() -> {
			for (int call = 0; call < CALLS; call++) {
				this.clock.advance(Duration.ofNanos(500_000));
				broken.ended("GET", "/", Signal.ANSWERED, USUAL);
			}
			return null;
		});
		assertThat(this.failures).hasSize(1);
		assertThat(broken.getAsInt()).isEqualTo(MAX);
	}

	private void all(Callable<Void> task) throws Exception {
		List<Future<Void>> futures = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			futures.add(this.threads.submit(task));
		}
		for (Future<Void> future : futures) {
			future.get(60, TimeUnit.SECONDS);
		}
	}

	private Void calls() {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int call = 0; call < CALLS; call++) {
			int now = this.limit.getAsInt();
			assertThat(now).isBetween(MIN, MAX);
			if (this.unanswered.get() < now) {
				this.limit.sent(this.unanswered.incrementAndGet());
				end(random, call);
				this.unanswered.decrementAndGet();
			}
			else {
				this.limit.blocked();
			}
			look(random, call);
		}
		return null;
	}

	private void end(ThreadLocalRandom random, int call) {
		this.clock.advance(Duration.ofNanos(random.nextInt(1_000_000)));
		Signal signal = Signal.values()[random.nextInt(Signal.values().length)];
		boolean trouble = call / 5000 % 2 == 1;
		long nanos = (long) (USUAL * (0.5 + random.nextDouble()) * (trouble ? 8 : 1));
		this.limit.ended("GET", "/" + random.nextInt(80), trouble ? signal : Signal.ANSWERED, nanos);
	}

	private void look(ThreadLocalRandom random, int call) {
		if (call % 100 == 0) {
			this.max.set(MIN + random.nextInt(MAX - MIN + 1));
			assertThat(this.limit.limit()).isBetween((double) MIN, (double) MAX);
			assertThat(this.limit.knownSafe()).isBetween(0.0, (double) MAX);
			assertThat(this.limit.isSlow() || this.limit.isBlocked() || this.limit.lastMove() != null).isIn(true,
					false);
		}
	}

	private void windows(int count, boolean blocked) {
		for (int window = 0; window < count; window++) {
			if (blocked) {
				this.limit.blocked();
			}
			for (int call = 0; call < 50; call++) {
				this.limit.ended("GET", "/0", Signal.ANSWERED, USUAL);
			}
			this.clock.advance(Duration.ofMillis(500));
		}
	}

}
