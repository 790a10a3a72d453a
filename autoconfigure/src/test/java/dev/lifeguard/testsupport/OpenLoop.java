package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * A load that does not wait for answers: so many calls are started per second, as users
 * do. It counts, by the half second in which a call was started, those answered in time.
 */
public final class OpenLoop {

	private static final long BIN_NANOS = 500_000_000;

	private final int perSecond;

	private final Duration length;

	private final Duration deadline;

	private final AtomicIntegerArray started;

	private final AtomicIntegerArray good;

	private final Histogram answerTimes = new ConcurrentHistogram(3);

	private final long begin = System.nanoTime();

	/**
	 * Create a load.
	 * @param perSecond calls started per second
	 * @param length how long it lasts
	 * @param deadline an answer after this time is worth nothing
	 */
	public OpenLoop(int perSecond, Duration length, Duration deadline) {
		this.perSecond = perSecond;
		this.length = length;
		this.deadline = deadline;
		int bins = (int) (length.toNanos() / BIN_NANOS) + 1;
		this.started = new AtomicIntegerArray(bins);
		this.good = new AtomicIntegerArray(bins);
	}

	/**
	 * Run the complete load.
	 * @param call makes one call and reports its end
	 */
	public void run(Consumer<Call> call) {
		ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
		CountDownLatch end = new CountDownLatch((int) (this.perSecond * this.length.toSeconds()));
		pace.scheduleAtFixedRate(() -> startDue(call, end), 0, 1, TimeUnit.MILLISECONDS);
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			pace.shutdownNow();
		}
	}

	private void startDue(Consumer<Call> call, CountDownLatch end) {
		long due = (System.nanoTime() - this.begin) * this.perSecond / TimeUnit.SECONDS.toNanos(1);
		long total = this.perSecond * this.length.toSeconds();
		while (end.getCount() > 0 && total - end.getCount() < due) {
			end.countDown();
			Call next = new Call(System.nanoTime());
			this.started.incrementAndGet(next.bin());
			call.accept(next);
		}
	}

	/**
	 * Return the calls started in a span of time that were answered in time.
	 * @param from the span's begin
	 * @param to the span's end
	 * @return the count
	 */
	public int good(Duration from, Duration to) {
		return sum(this.good, from, to);
	}

	/**
	 * Return the calls started in a span of time.
	 * @param from the span's begin
	 * @param to the span's end
	 * @return the count
	 */
	public int started(Duration from, Duration to) {
		return sum(this.started, from, to);
	}

	/**
	 * Return the time in which most of the calls were answered that were answered at all.
	 * @param percent how many of a hundred
	 * @return the time
	 */
	public Duration answeredWithin(double percent) {
		return Duration.ofNanos(this.answerTimes.getValueAtPercentile(percent));
	}

	private static int sum(AtomicIntegerArray bins, Duration from, Duration to) {
		int sum = 0;
		for (int bin = (int) (from.toNanos() / BIN_NANOS); bin < to.toNanos() / BIN_NANOS; bin++) {
			sum += bins.get(bin);
		}
		return sum;
	}

	/**
	 * One call of the load.
	 */
	public final class Call {

		private final long startNanos;

		private Call(long startNanos) {
			this.startNanos = startNanos;
		}

		public long startNanos() {
			return this.startNanos;
		}

		private int bin() {
			int bin = (int) ((this.startNanos - OpenLoop.this.begin) / BIN_NANOS);
			return Math.min(bin, OpenLoop.this.started.length() - 1);
		}

		/**
		 * The call was answered.
		 */
		public void answered() {
			long nanos = System.nanoTime() - this.startNanos;
			OpenLoop.this.answerTimes.recordValue(nanos);
			if (nanos <= OpenLoop.this.deadline.toNanos()) {
				OpenLoop.this.good.incrementAndGet(bin());
			}
		}

	}

}
