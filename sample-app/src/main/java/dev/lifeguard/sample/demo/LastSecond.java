package dev.lifeguard.sample.demo;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

/**
 * Numbers per second from the samples of one side, which arrive twice a second.
 */
class LastSecond {

	private static final int PARTS = 2;

	private static final double SECOND = 1e9;

	private final Deque<Part> parts = new ArrayDeque<>();

	private @Nullable Long until;

	/**
	 * Take what was counted up to now, and forget what is older than a second.
	 */
	void add(Sample sample, long now) {
		long since = (this.until != null) ? this.until : now;
		this.until = now;
		this.parts.add(new Part(sample, now - since));
		if (this.parts.size() > PARTS) {
			this.parts.remove();
		}
	}

	void clear() {
		this.parts.clear();
		this.until = null;
	}

	Sample sum() {
		return this.parts.stream().map(Part::sample).reduce(Sample::plus).orElseThrow();
	}

	long perSecond(long count) {
		long nanos = this.parts.stream().mapToLong(Part::nanos).sum();
		return (nanos > 0) ? Math.round(count * SECOND / nanos) : 0;
	}

	/**
	 * Counts of about half a second.
	 */
	private record Part(Sample sample, long nanos) {

	}

}
