package dev.lifeguard.sample.load;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Generator of the same calls at the same time on both sides, however many are still in
 * progress; the sides take turns in going first. It has one thread, which waits for no
 * call.
 *
 * @since 0.1.0
 */
@Component
public class LoadGenerator implements AutoCloseable {

	/** How long each caller waits before it goes. */
	public static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final int EVERY_MILLIS = 2;

	private static final int FORGET_EVERY = 50;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "load"));

	private final Lane plain;

	private final Lane lifeguard;

	private final Switches switches;

	private volatile Schedule schedule = new Schedule(0, 0);

	private @Nullable Future<?> ticks;

	private boolean batch;

	// the timer's own
	private long calls;

	@Autowired
	LoadGenerator(PlainSide plain, LifeguardSide lifeguard, Switches switches) {
		this((Side) plain, lifeguard, switches);
	}

	LoadGenerator(Side plain, Side lifeguard, Switches switches) {
		this.plain = new Lane(plain);
		this.lifeguard = new Lane(lifeguard);
		this.switches = switches;
	}

	/**
	 * Call at a rate from now on.
	 * @param perSecond calls per second on each side
	 */
	public synchronized void start(int perSecond) {
		this.schedule = new Schedule(perSecond, System.nanoTime());
		if (this.ticks == null) {
			this.timer.execute(this::clear);
			this.ticks = this.timer.scheduleAtFixedRate(this::tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
			runBatch();
		}
	}

	/**
	 * Stop calling. Calls in progress continue, and are not counted.
	 */
	public synchronized void stop() {
		if (this.ticks != null) {
			this.ticks.cancel(false);
			this.ticks = null;
			runBatch();
		}
	}

	/**
	 * Set whether both sides have a batch job in addition to the calls, as long as there
	 * are any.
	 * @param on whether they have
	 */
	public synchronized void batch(boolean on) {
		this.batch = on;
		runBatch();
	}

	/**
	 * Return whether both sides have a batch job.
	 * @return whether they have
	 */
	public synchronized boolean hasBatch() {
		return this.batch;
	}

	private void runBatch() {
		boolean on = this.batch && this.ticks != null;
		this.plain.batch().run(on);
		this.lifeguard.batch().run(on);
	}

	/**
	 * Return the plain side.
	 * @return the side
	 */
	public Lane plain() {
		return this.plain;
	}

	/**
	 * Return Lifeguard's side.
	 * @return the side
	 */
	public Lane lifeguard() {
		return this.lifeguard;
	}

	private void clear() {
		this.plain.clear();
		this.lifeguard.clear();
	}

	private void tick() {
		long now = System.nanoTime();
		this.plain.letGo(now);
		this.lifeguard.letGo(now);
		for (int due = this.schedule.due(now); due > 0; due--) {
			callBoth(this.calls++);
		}
	}

	private void callBoth(long number) {
		boolean forget = this.switches.isOn(Switch.LEAK) && number % FORGET_EVERY == 0;
		boolean plainFirst = number % 2 == 0;
		(plainFirst ? this.plain : this.lifeguard).call(forget, System.nanoTime());
		(plainFirst ? this.lifeguard : this.plain).call(forget, System.nanoTime());
	}

	@Override
	public void close() {
		stop();
		this.timer.shutdownNow();
	}

}
