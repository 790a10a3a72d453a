package dev.lifeguard.benchmarks.growth;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import dev.lifeguard.benchmarks.contest.Arrivals;
import org.HdrHistogram.Recorder;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes calls at a rate for a short time, at random as callers come who do not know of
 * each other, and the same again for the same seed and rate. A call's latency counts from
 * when it was due.
 */
final class OpenLoop {

	private static final int LEAST_CALLS = 1_000;

	private static final int SECONDS = 3;

	private static final int PATIENCE_SECONDS = 60;

	private static final int DIGITS = 3;

	private static final double NANOS_PER_SECOND = 1e9;

	private static final double NANOS_PER_MILLI = 1e6;

	private static final double MICROS_PER_SECOND = 1e6;

	private final WebClient client;

	private final Recorder latencies = new Recorder(DIGITS);

	private final Arrivals arrivals;

	private final int count;

	private final CountDownLatch outstanding;

	private volatile boolean failed;

	OpenLoop(WebClient client, int rate) {
		this.client = client;
		this.arrivals = new Arrivals(new Random(Long.getLong("seed", 1) + rate), NANOS_PER_SECOND / rate);
		this.count = Math.max(LEAST_CALLS, SECONDS * rate);
		this.outstanding = new CountDownLatch(this.count);
	}

	/**
	 * Make the calls.
	 * @return processor time and time per call, in microseconds, the rate that was
	 * reached, and the 99th percentile of the latencies in milliseconds
	 */
	double[] run() throws Exception {
		Cost cost = new Cost();
		long start = System.nanoTime();
		double offset = 0;
		for (int call = 0; call < this.count; call++) {
			offset += this.arrivals.next();
			long due = start + (long) offset;
			await(due);
			Calls.get(this.client).subscribe((answer) -> {
			}, (failure) -> failed(), () -> ended(due));
		}
		boolean inTime = this.outstanding.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
		if (!inTime || this.failed) {
			throw new TimeoutException("calls failed or did not end");
		}
		return numbers(cost.per(this.count));
	}

	private static void await(long due) {
		long left = due - System.nanoTime();
		while (left > 0) {
			LockSupport.parkNanos(left);
			left = due - System.nanoTime();
		}
	}

	private void failed() {
		this.failed = true;
		this.outstanding.countDown();
	}

	private void ended(long due) {
		this.latencies.recordValue(System.nanoTime() - due);
		this.outstanding.countDown();
	}

	private double[] numbers(double[] cost) {
		double p99 = this.latencies.getIntervalHistogram().getValueAtPercentile(99) / NANOS_PER_MILLI;
		return new double[] { cost[0], cost[1], MICROS_PER_SECOND / cost[1], p99 };
	}

}
