package dev.lifeguard.retry;

import java.util.concurrent.TimeUnit;

/**
 * Test whether retries make it worse: whether first attempts succeed clearly less often
 * than they did when the trouble began. Each time they do, retries are suspended for
 * longer, from one second to 32. What first attempts come to in a pause is not the doing
 * of retries: it is what is compared with from then on. Guarded by its owner's lock,
 * except for {@link #isSuspended}.
 */
final class Elasticity {

	private static final long CALM = TimeUnit.SECONDS.toNanos(5);

	private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);

	private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(32);

	private static final long FORGIVEN = TimeUnit.SECONDS.toNanos(60);

	private static final int ENOUGH = 10;

	private static final double CLEARLY_LESS = 0.7;

	/** The trouble is over: there is hardly anything to retry. */
	private static final double WELL = 0.95;

	private boolean failing;

	private long beganAt;

	private long failedAt;

	private double atFirst = Double.NaN;

	private long pause = FIRST_PAUSE;

	private long lastPause;

	/** The last pause is over and has been looked at. */
	private boolean pauseSeen = true;

	private volatile boolean paused;

	private volatile long until;

	boolean isSuspended(long now) {
		long left = this.until - now;
		return this.paused && left > 0 && left <= LONGEST_PAUSE;
	}

	/**
	 * First attempts have failed. An episode begins with the first one after five seconds
	 * without.
	 */
	void failed(long now) {
		if (!this.failing || now - this.failedAt > CALM) {
			this.failing = true;
			this.beganAt = now;
			this.atFirst = Double.NaN;
		}
		this.failedAt = now;
	}

	/**
	 * Remember how often first attempts succeeded when the trouble had just begun, and
	 * see whether it is over.
	 * @param now the time
	 * @param memory how far the share looks back, in nanoseconds
	 * @param successShare the share of first attempts that succeed
	 */
	void look(long now, double memory, double successShare) {
		if (this.failing && Double.isNaN(this.atFirst) && now - this.beganAt >= 3 * memory) {
			this.atFirst = successShare;
		}
		if (isSuspended(now) && successShare >= WELL) {
			this.until = now;
		}
		if (!this.pauseSeen && !isSuspended(now)) {
			pauseIsOver(memory, successShare);
		}
	}

	private void pauseIsOver(double memory, double successShare) {
		this.pauseSeen = true;
		if (this.lastPause >= 3 * memory) {
			this.atFirst = Math.min(this.atFirst, successShare);
		}
	}

	/**
	 * Suspend retries if first attempts succeed clearly less often than at first.
	 * @param now the time
	 * @param firsts how many first attempts the share is made of
	 * @param successShare the share of first attempts that succeed
	 * @return whether retries were suspended just now
	 */
	boolean suspendIfWorse(long now, double firsts, double successShare) {
		if (Double.isNaN(this.atFirst) || firsts < ENOUGH || isSuspended(now)) {
			return false;
		}
		double chance = 2 * Math.sqrt(this.atFirst * (1 - this.atFirst) / firsts);
		if (successShare >= CLEARLY_LESS * this.atFirst - chance) {
			return false;
		}
		if (this.paused && now - this.until > FORGIVEN) {
			this.pause = FIRST_PAUSE;
		}
		this.until = now + this.pause;
		this.paused = true;
		this.lastPause = this.pause;
		this.pauseSeen = false;
		this.pause = Math.min(LONGEST_PAUSE, 2 * this.pause);
		return true;
	}

}
