package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.lifeguard.time.WaitTimer;

/**
 * A timer that runs what is due when it is told to, on the thread that tells it.
 *
 * @since 0.1.0
 */
public final class ManualTimer implements WaitTimer {

	private final LongSupplier nanoClock;

	private final Set<Entry> entries = new LinkedHashSet<>();

	/**
	 * Create a timer.
	 * @param nanoClock the clock that says what is due
	 */
	public ManualTimer(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	@Override
	public synchronized Runnable schedule(Runnable task, long delayNanos) {
		Entry entry = new Entry(task, this.nanoClock.getAsLong() + delayNanos);
		this.entries.add(entry);
		return () -> cancel(entry);
	}

	private synchronized void cancel(Entry entry) {
		this.entries.remove(entry);
	}

	/**
	 * Return how many tasks wait.
	 * @return the number of tasks that neither ran nor were cancelled
	 */
	public synchronized int size() {
		return this.entries.size();
	}

	/**
	 * Return the time until the first task is due.
	 * @return the delay
	 */
	public synchronized Duration firstDelay() {
		long first = this.entries.stream().mapToLong(Entry::atNanos).min().orElseThrow();
		return Duration.ofNanos(first - this.nanoClock.getAsLong());
	}

	/**
	 * Run what is due, in the order in which it is due.
	 */
	public void runDue() {
		takeDue().forEach((entry) -> entry.task().run());
	}

	private synchronized List<Entry> takeDue() {
		long now = this.nanoClock.getAsLong();
		List<Entry> due = new ArrayList<>(this.entries);
		due.removeIf((entry) -> entry.atNanos() > now);
		due.sort(Comparator.comparingLong(Entry::atNanos));
		due.forEach(this.entries::remove);
		return due;
	}

	/**
	 * One task; two of the same kind are not equal.
	 */
	private static final class Entry {

		private final Runnable task;

		private final long atNanos;

		Entry(Runnable task, long atNanos) {
			this.task = task;
			this.atNanos = atNanos;
		}

		Runnable task() {
			return this.task;
		}

		long atNanos() {
			return this.atNanos;
		}

	}

}
