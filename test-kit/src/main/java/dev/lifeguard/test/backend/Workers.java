package dev.lifeguard.test.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The workers of a backend, and the queue before them. One works on for as long as the
 * request takes, whether or not the client still waits.
 */
final class Workers {

	private final Deque<Exchange> queue = new ArrayDeque<>();

	private int workers = Integer.MAX_VALUE;

	private int places = Integer.MAX_VALUE;

	private int busy;

	/**
	 * Work on a request as soon as a worker is free, or refuse it.
	 */
	void accept(Exchange exchange) {
		Place place = place(exchange);
		if (place == Place.WORKER) {
			begin(exchange);
		}
		else if (place == Place.NONE) {
			exchange.refuse();
		}
	}

	private synchronized Place place(Exchange exchange) {
		if (this.busy < this.workers) {
			this.busy++;
			return Place.WORKER;
		}
		if (this.queue.size() < this.places) {
			this.queue.add(exchange);
			return Place.QUEUE;
		}
		return Place.NONE;
	}

	private void begin(Exchange exchange) {
		exchange.begin(this::free);
	}

	private void free() {
		synchronized (this) {
			this.busy--;
		}
		serve();
	}

	private void serve() {
		next().forEach(this::begin);
	}

	private synchronized List<Exchange> next() {
		List<Exchange> next = new ArrayList<>();
		while (this.busy < this.workers && !this.queue.isEmpty()) {
			next.add(this.queue.remove());
			this.busy++;
		}
		return next;
	}

	/**
	 * Have so many workers, and so many places before them, from now on.
	 */
	void limit(int workers, int places) {
		if (workers < 1 || places < 0) {
			throw new IllegalArgumentException(
					"A backend has at least 1 worker and no fewer than 0 places in its queue, not %s and %s"
						.formatted(workers, places));
		}
		synchronized (this) {
			this.workers = workers;
			this.places = places;
		}
		serve();
	}

	void unlimited() {
		limit(Integer.MAX_VALUE, Integer.MAX_VALUE);
	}

	/**
	 * Where a request waits or is worked on.
	 */
	private enum Place {

		WORKER, QUEUE, NONE

	}

}
