package dev.lifeguard.retry;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.retry.BudgetState.Stance;
import dev.lifeguard.retry.Retries.Sources;
import dev.lifeguard.retry.RetrySettings.BudgetMode;

/**
 * Budget that grants retries for nothing while they are seen to help: they succeed about
 * as often as first attempts, successes are as fast as usual, and permits are free. Where
 * that does not hold it is the bucket alone, and while successes are slow, first attempts
 * hardly ever succeed, or fail more often since there are retries, not even that: only a
 * small reserve.
 * <p>
 * The rules and their constants were found by simulation: half of the answers failing at
 * random, outages, overloads, fleets of small clients. The gain over a bucket is where a
 * part of the backend is broken; the bounds in a total outage are the bucket's.
 */
final class LearnedBudget implements Budget {

	private static final long STEP = TimeUnit.MILLISECONDS.toNanos(25);

	private static final double SHORTEST_LOOK = 0.25e9;

	private static final double RAISE = 0.1;

	private static final double LEAST = 0.02;

	private final TokenBucket bucket;

	private final TokenBucket reserve;

	private final Traffic traffic;

	private final Sources sources;

	private final AttemptCounts counts = new AttemptCounts();

	private final Elasticity elasticity = new Elasticity();

	private final UsualTime usualTime;

	private final ReentrantLock lock = new ReentrantLock();

	private volatile BooleanSupplier room = () -> true;

	// written under the lock
	private volatile long agedAt;

	private volatile boolean slow;

	private volatile boolean hopeless;

	private volatile boolean helping;

	private volatile double share = 1;

	private long lookedAt;

	LearnedBudget(TokenBucket bucket, TokenBucket reserve, Traffic traffic, Sources sources) {
		this.bucket = bucket;
		this.reserve = reserve;
		this.traffic = traffic;
		this.sources = sources;
		this.agedAt = now();
		this.lookedAt = this.agedAt;
		this.usualTime = new UsualTime(this.agedAt);
	}

	@Override
	public Payment pay(Attempt failed) {
		long now = now();
		age(now);
		if (this.slow || this.hopeless || this.elasticity.isSuspended(now)) {
			return payFromReserve();
		}
		if (isFree(failed)) {
			return Payment.FREE;
		}
		return this.bucket.tryTake() ? Payment.TOKEN : Payment.BUCKET_EMPTY;
	}

	private Payment payFromReserve() {
		if (this.reserve.tryTake()) {
			return Payment.RESERVE;
		}
		if (this.slow) {
			return Payment.DENIED_SLOW;
		}
		return this.hopeless ? Payment.DENIED_HOPELESS : Payment.DENIED_WORSE;
	}

	private boolean isFree(Attempt failed) {
		return this.helping && !asksForTime(failed) && this.room.getAsBoolean()
				&& this.sources.random().getAsDouble() < this.share;
	}

	/**
	 * A backend that tells clients when to return limits their requests.
	 */
	private static boolean asksForTime(Attempt failed) {
		return failed.result() instanceof Answer answer && (answer.status() == Answer.TOO_MANY_REQUESTS
				|| answer.retryAfter() != null || answer.retryAfterMs() != null);
	}

	@Override
	public void succeeded(boolean again, long firstByteNanos, boolean waited) {
		long usual = this.usualTime.nanos();
		if (firstByteNanos > 0) {
			this.usualTime.add(firstByteNanos);
			if (usual > 0) {
				this.counts.timed(firstByteNanos > 2 * usual);
			}
		}
		ended(again, true, waited);
		this.bucket.earn();
	}

	@Override
	public void failed(boolean again, boolean timedOut) {
		ended(again, false, timedOut);
	}

	private void ended(boolean again, boolean well, boolean unusual) {
		if (!again) {
			this.traffic.add();
		}
		this.counts.ended(again, well);
		if (unusual) {
			this.usualTime.unusual();
		}
		age(now());
	}

	/**
	 * Take in what was counted, at most forty times a second, on one thread.
	 */
	private void age(long now) {
		if (Math.abs(now - this.agedAt) >= STEP && this.lock.tryLock()) {
			try {
				takeIn(now);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private void takeIn(long now) {
		long elapsed = Math.max(0, now - this.agedAt);
		this.agedAt = now;
		if (this.counts.age(elapsed, this.traffic.perSecond()) > 0) {
			this.elasticity.failed(now);
		}
		this.slow = this.counts.isSlow();
		this.hopeless = this.counts.isHopeless();
		if (this.slow) {
			this.usualTime.unusual();
		}
		this.usualTime.learn(now, this.slow);
		this.elasticity.look(now, this.counts.memory(), this.counts.firstSuccessShare());
		if (now - this.lookedAt >= Math.max(SHORTEST_LOOK, this.counts.memory() / 2)) {
			this.lookedAt = now;
			adjustShare(now);
		}
		this.helping = this.usualTime.nanos() > 0 && this.counts.isTimed() && this.counts.isProven();
	}

	private void adjustShare(long now) {
		if (this.slow || this.elasticity.suspendIfWorse(now, this.counts.firsts(), this.counts.firstSuccessShare())) {
			this.share = Math.max(LEAST, this.share / 2);
		}
		else if (!this.elasticity.isSuspended(now) && this.counts.isTimed()) {
			this.share = Math.min(1, this.share + RAISE);
		}
	}

	@Override
	public void watch(BooleanSupplier room) {
		this.room = room;
	}

	@Override
	public double tokens() {
		return this.bucket.tokens();
	}

	@Override
	public BudgetState state(Map<Payment, Long> payments) {
		long now = now();
		age(now);
		return new BudgetState(BudgetMode.LEARNED, tokens(), this.share, stance(now), payments);
	}

	private Stance stance(long now) {
		if (this.slow) {
			return Stance.SLOW;
		}
		if (this.hopeless) {
			return Stance.HOPELESS;
		}
		if (this.elasticity.isSuspended(now)) {
			return Stance.MAKING_IT_WORSE;
		}
		return this.helping ? Stance.HELPING : Stance.NOT_PROVEN;
	}

	private long now() {
		return this.sources.nanoClock().getAsLong();
	}

}
