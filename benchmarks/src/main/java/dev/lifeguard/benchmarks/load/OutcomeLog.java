package dev.lifeguard.benchmarks.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Record of how the calls of a schedule ended.
 */
final class OutcomeLog {

	private final List<ScheduledCall> calls;

	// microseconds plus one: above zero for a success, below for a failure
	private final AtomicLongArray ends;

	private final CountDownLatch pending;

	OutcomeLog(List<ScheduledCall> calls) {
		this.calls = calls;
		this.ends = new AtomicLongArray(calls.size());
		this.pending = new CountDownLatch(calls.size());
	}

	void ended(int call, long micros, boolean success) {
		long end = Math.max(0, micros) + 1;
		if (this.ends.compareAndSet(call, 0, (success) ? end : -end)) {
			this.pending.countDown();
		}
	}

	void await(long nanos) throws InterruptedException {
		this.pending.await(nanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * Write a line per call.
	 * @param file where to
	 * @param stopped when the program stopped waiting, in microseconds from the start:
	 * what ended later is pending
	 * @throws IOException if the file cannot be written
	 */
	void write(Path file, long stopped) throws IOException {
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			for (int call = 0; call < this.calls.size(); call++) {
				writer.write(this.calls.get(call).due() + " " + outcome(this.ends.get(call), stopped) + "\n");
			}
		}
	}

	private static String outcome(long end, long stopped) {
		long micros = Math.abs(end) - 1;
		if (end == 0 || micros > stopped) {
			return stopped + " pending";
		}
		return micros + ((end > 0) ? " ok" : " failed");
	}

}
