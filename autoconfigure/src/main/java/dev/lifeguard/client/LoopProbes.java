package dev.lifeguard.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.lifeguard.time.WaitTimer;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Probes that find out whether event loops answer: each loop gets a task, and a moment to
 * run it. Nothing is asked while nobody waits.
 */
final class LoopProbes {

	private static final long MOMENT = Duration.ofMillis(200).toNanos();

	private static final long PAUSE = Duration.ofMillis(50).toNanos();

	private final LongSupplier nanoClock;

	private final WaitTimer timer;

	private final Supplier<Iterable<EventExecutor>> loops;

	private final BooleanSupplier somebodyWaits;

	private final AtomicLong lastNanos;

	private final AtomicBoolean asking = new AtomicBoolean();

	/** Those that have not answered, and since when. */
	private final Map<EventExecutor, Long> asked = new ConcurrentHashMap<>();

	LoopProbes(ClientResources resources, Supplier<Iterable<EventExecutor>> loops, BooleanSupplier somebodyWaits) {
		this.nanoClock = resources.nanoClock();
		this.timer = resources.timer();
		this.loops = loops;
		this.somebodyWaits = somebodyWaits;
		this.lastNanos = new AtomicLong(this.nanoClock.getAsLong() - PAUSE);
	}

	/**
	 * Ask the loops now, if that was not done a moment ago, and again for as long as
	 * somebody waits.
	 */
	void ask() {
		long now = this.nanoClock.getAsLong();
		long last = this.lastNanos.get();
		if (now - last >= PAUSE && this.lastNanos.compareAndSet(last, now)) {
			this.loops.get().forEach((loop) -> ask(loop, now));
		}
		if (this.asking.compareAndSet(false, true)) {
			this.timer.schedule(this::askAgain, PAUSE);
		}
	}

	private void askAgain() {
		this.asking.set(false);
		if (this.somebodyWaits.getAsBoolean()) {
			ask();
		}
	}

	private void ask(EventExecutor loop, long now) {
		if (this.asked.putIfAbsent(loop, now) == null) {
			try {
				loop.execute(() -> this.asked.remove(loop));
			}
			catch (RejectedExecutionException ex) {
				this.asked.remove(loop);
			}
		}
	}

	/**
	 * Return whether a loop does not answer.
	 * @param loop the loop, or {@code null} for a call that has none yet: it waits for
	 * any
	 */
	boolean isBlocked(@Nullable EventExecutor loop) {
		long now = this.nanoClock.getAsLong();
		if (loop == null) {
			return this.asked.values().stream().anyMatch((since) -> now - since > MOMENT);
		}
		Long since = this.asked.get(loop);
		return since != null && now - since > MOMENT;
	}

}
