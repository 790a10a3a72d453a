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

	private static final int COUNT = 10;

	private static final int MILLIS = 20;

	private static final int MOST_WAITING = 20_000;

	private final EventLoop loop;

	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private Trouble trouble = Trouble.NONE;

	private int busy;

	private long done;

	private int peak;

	Workers(EventLoop loop) {
		this.loop = loop;
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
		this.waiting.add(whenDone);
		startNext();
		this.peak = Math.max(this.peak, this.waiting.size());
		return true;
	}

	void trouble(Trouble trouble) {
		this.trouble = trouble;
		startNext();
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

	private void startNext() {
		while (this.busy < this.trouble.workers(COUNT) && !this.waiting.isEmpty()) {
			this.busy++;
			Runnable whenDone = this.waiting.remove();
			this.loop.schedule(() -> finish(whenDone), this.trouble.millis(MILLIS), TimeUnit.MILLISECONDS);
		}
	}

	private void finish(Runnable whenDone) {
		this.busy--;
		this.done++;
		startNext();
		whenDone.run();
	}

}
