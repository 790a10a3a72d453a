package dev.lifeguard.sample.backend;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Capacity of a backend: 20 workers, 20 ms for each request, first come, first served.
 * Like a server with a thread pool it works on a request also after its caller has gone.
 */
class Workers implements AutoCloseable {

	private static final int COUNT = 20;

	private static final int MILLIS = 20;

	private static final int SLOW_FACTOR = 10;

	private final Switches switches;

	private final ScheduledExecutorService clock = Executors
		.newSingleThreadScheduledExecutor((task) -> new Thread(task, "backend-workers"));

	private final Queue<Request> waiting = new ArrayDeque<>();

	private int busy;

	private int peak;

	private long served;

	Workers(Switches switches) {
		this.switches = switches;
	}

	/**
	 * Serve a request.
	 * @param times how many times as long as usual it takes
	 */
	synchronized CompletionStage<Void> work(int times) {
		Request request = new Request(times, new CompletableFuture<>());
		this.waiting.add(request);
		startNext();
		this.peak = Math.max(this.peak, this.waiting.size());
		return request.end();
	}

	synchronized BackendLoad load() {
		return new BackendLoad(this.busy, this.waiting.size(), this.peak, this.served);
	}

	synchronized void forgetPeak() {
		this.peak = this.waiting.size();
	}

	int count() {
		return this.switches.isOn(Switch.HALVE) ? COUNT / 2 : COUNT;
	}

	private void startNext() {
		int count = count();
		while (this.busy < count && !this.waiting.isEmpty()) {
			this.busy++;
			Request request = this.waiting.remove();
			this.clock.schedule(() -> finish(request), request.times() * millis(), TimeUnit.MILLISECONDS);
		}
	}

	private long millis() {
		return this.switches.isOn(Switch.SLOW) ? MILLIS * SLOW_FACTOR : MILLIS;
	}

	private void finish(Request request) {
		free();
		request.end().complete(null);
	}

	private synchronized void free() {
		this.busy--;
		this.served++;
		startNext();
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

	/**
	 * Request that a worker must serve.
	 */
	private record Request(int times, CompletableFuture<Void> end) {

	}

}
