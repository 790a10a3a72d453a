package dev.lifeguard.benchmarks.backend;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;

/**
 * The capacity of a backend: first come, first served, and a request is worked on also
 * after its caller has gone. All methods are for the thread of the event loop.
 */
final class Workers {

	private static final int MILLIS = 24;

	private static final int MOST_WAITING = 20_000;

	private final EventLoop loop;

	private final int count;

	private final Queue<Request> waiting = new ArrayDeque<>();

	private Trouble trouble = Trouble.NONE;

	private int busy;

	private long done;

	private int peak;

	Workers(EventLoop loop, int count) {
		this.loop = loop;
		this.count = count;
	}

	/**
	 * Take a request in.
	 * @param whenDone what follows the work
	 * @return whether there was room
	 */
	boolean take(Runnable whenDone) {
		if (this.waiting.size() >= MOST_WAITING) {
			return false;
		}
		this.waiting.add(new Request(now(), whenDone));
		startNext(now());
		this.peak = Math.max(this.peak, this.waiting.size());
		return true;
	}

	void trouble(Trouble trouble) {
		this.trouble = trouble;
		startNext(now());
	}

	void reset() {
		this.waiting.clear();
		this.done = 0;
		this.peak = 0;
	}

	long done() {
		return this.done;
	}

	int peak() {
		return this.peak;
	}

	private void startNext(long freeSince) {
		while (this.busy < this.trouble.workers(this.count) && !this.waiting.isEmpty()) {
			this.busy++;
			start(this.waiting.remove(), freeSince);
		}
	}

	private void start(Request request, long freeSince) {
		// from when it could begin: a timer that is late takes nothing from the capacity
		long end = Math.max(request.arrived(), freeSince) + TimeUnit.MILLISECONDS.toNanos(this.trouble.millis(MILLIS));
		this.loop.schedule(() -> finish(request, end), end - now(), TimeUnit.NANOSECONDS);
	}

	private void finish(Request request, long end) {
		this.busy--;
		this.done++;
		startNext(end);
		request.whenDone().run();
	}

	private long now() {
		return this.loop.ticker().nanoTime();
	}

	private record Request(long arrived, Runnable whenDone) {

	}

}
