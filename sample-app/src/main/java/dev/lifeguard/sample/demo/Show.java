package dev.lifeguard.sample.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.sample.fleet.Fleet;
import dev.lifeguard.sample.load.LoadGenerator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Show that runs the load and takes the numbers while there is an audience.
 */
@Component
class Show implements SmartLifecycle {

	static final int START_RATE = 200;

	static final int MOST_RATE = 1000;

	private static final int EVERY_MILLIS = 500;

	private final LoadGenerator load;

	private final Numbers numbers;

	private final History history;

	private final Audience audience;

	private final ObjectProvider<Fleet> fleet;

	private int rate = START_RATE;

	private @Nullable WarmUp warmUp;

	private volatile @Nullable ScheduledExecutorService timer;

	Show(LoadGenerator load, Numbers numbers, History history, Audience audience, ObjectProvider<Fleet> fleet) {
		this.load = load;
		this.numbers = numbers;
		this.history = history;
		this.audience = audience;
		this.fleet = fleet;
	}

	synchronized int rate() {
		return this.rate;
	}

	synchronized void rate(int perSecond) {
		this.rate = perSecond;
		if (this.warmUp != null) {
			this.load.start(this.warmUp.of(perSecond));
		}
	}

	void batch(boolean on) {
		this.load.batch(on);
	}

	boolean hasBatch() {
		return this.load.hasBatch();
	}

	/**
	 * Let the load be as at the start.
	 */
	void reset() {
		batch(false);
		rate(START_RATE);
		this.fleet.ifAvailable(Fleet::reset);
	}

	private synchronized void tick() {
		WarmUp warmUp = this.warmUp;
		if (!this.audience.isThere()) {
			end();
		}
		else if (warmUp == null) {
			begin();
		}
		else {
			goOn(warmUp);
		}
	}

	private void begin() {
		WarmUp warmUp = new WarmUp();
		this.warmUp = warmUp;
		this.numbers.clear();
		this.load.start(warmUp.of(this.rate));
		this.fleet.ifAvailable(Fleet::work);
	}

	private void end() {
		this.load.stop();
		if (this.warmUp != null) {
			this.fleet.ifAvailable(Fleet::rest);
		}
		this.warmUp = null;
	}

	private void goOn(WarmUp warmUp) {
		Point point = this.numbers.read(warmUp.of(this.rate));
		this.history.add(point);
		if (warmUp.step(point)) {
			this.load.start(warmUp.of(this.rate));
		}
	}

	@Override
	public void start() {
		ScheduledExecutorService timer = Executors
			.newSingleThreadScheduledExecutor((task) -> new Thread(task, "numbers"));
		timer.scheduleAtFixedRate(this::tick, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
		this.timer = timer;
	}

	@Override
	public void stop() {
		ScheduledExecutorService timer = this.timer;
		this.timer = null;
		if (timer != null) {
			timer.shutdownNow();
		}
		this.load.stop();
		this.history.close();
	}

	@Override
	public boolean isRunning() {
		return this.timer != null;
	}

}
