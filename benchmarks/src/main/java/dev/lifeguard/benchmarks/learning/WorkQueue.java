package dev.lifeguard.benchmarks.learning;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * The capacity of a backend. All methods are for the thread of the event loop.
 */
final class WorkQueue {

	private final EventLoop loop;

	private final int workers;

	private final int line;

	private final Random random = new Random(1);

	private final Queue<Request> waiting = new ArrayDeque<>();

	private Weather weather = Weather.CALM;

	private int busy;

	WorkQueue(EventLoop loop, int workers, int line) {
		this.loop = loop;
		this.workers = workers;
		this.line = line;
	}

	void change(Weather weather) {
		this.weather = weather;
		startNext(now());
	}

	/**
	 * Take a request in.
	 * @param workMicros how long it takes when all is well
	 * @param whenDone what follows the work
	 * @return whether it is worked on
	 */
	boolean take(long workMicros, Runnable whenDone) {
		if (this.random.nextDouble() < this.weather.failing() || this.waiting.size() >= this.line) {
			return false;
		}
		this.waiting.add(new Request(now(), workMicros, whenDone));
		startNext(now());
		return true;
	}

	private void startNext(long freeSince) {
		while (this.busy < (int) (this.workers * this.weather.workers()) && !this.waiting.isEmpty()) {
			this.busy++;
			start(this.waiting.remove(), freeSince);
		}
	}

	private void start(Request request, long freeSince) {
		// from when it could begin: a timer that is late takes nothing from the capacity
		long end = Math.max(request.arrived(), freeSince)
				+ TimeUnit.MICROSECONDS.toNanos((long) (request.workMicros() * this.weather.slower()));
		this.loop.schedule(() -> finish(request, end), end - now(), TimeUnit.NANOSECONDS);
	}

	private void finish(Request request, long end) {
		this.busy--;
		startNext(end);
		request.whenDone().run();
	}

	private long now() {
		return this.loop.ticker().nanoTime();
	}

	private record Request(long arrived, long workMicros, Runnable whenDone) {

	}

}
