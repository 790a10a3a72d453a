package dev.lifeguard.fleet;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Need of a client for connections: a tenth more than the most that the last ten seconds
 * needed at once, and one. A caller that waits counts as a fifth of a connection.
 * <p>
 * Leases are counted on the threads of the calls, without a lock. The rest is for one
 * thread that looks several times a second.
 *
 * @since 0.1.0
 */
public final class Demand {

	private static final int SECONDS = 10;

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/** A waiting caller is one fifth, and everything is counted in fifths. */
	private static final int CONNECTION = 5;

	private final LongSupplier nanoClock;

	private final AtomicInteger held = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final int[] peaks = new int[SECONDS];

	private long second;

	/**
	 * Create a demand of a client that has had no call.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	public Demand(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
		this.second = nanoClock.getAsLong();
	}

	/**
	 * A lease began.
	 */
	public void began() {
		int now = this.held.incrementAndGet();
		if (now > this.most.get()) {
			this.most.accumulateAndGet(now, Math::max);
		}
	}

	/**
	 * A lease is over. It may be one that began before anybody counted.
	 */
	public void ended() {
		this.held.updateAndGet((now) -> Math.max(0, now - 1));
	}

	/**
	 * Note what was needed since the last look.
	 * @param held how many leases are held now
	 * @param waiting how many callers wait now
	 * @return how many connections the client needs
	 */
	public int look(int held, int waiting) {
		long seconds = (this.nanoClock.getAsLong() - this.second) / SECOND;
		if (seconds > 0) {
			forget((int) Math.min(seconds, SECONDS));
			this.second += seconds * SECOND;
		}
		int since = Math.max(this.most.getAndSet(this.held.get()), held);
		this.peaks[0] = Math.max(this.peaks[0], since * CONNECTION + waiting);
		int peak = Arrays.stream(this.peaks).max().orElse(0);
		return (peak * 11 + CONNECTION * 10 - 1) / (CONNECTION * 10) + 1;
	}

	/**
	 * The latest second is the first.
	 */
	private void forget(int seconds) {
		System.arraycopy(this.peaks, 0, this.peaks, seconds, SECONDS - seconds);
		Arrays.fill(this.peaks, 0, seconds, 0);
	}

}
