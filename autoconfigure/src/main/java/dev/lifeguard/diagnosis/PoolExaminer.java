package dev.lifeguard.diagnosis;

import java.time.Duration;

import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.SizeAdvice;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.Lease;
import org.jspecify.annotations.Nullable;

/**
 * Examines one client's pool: counts what is usual, finds the cause of a refusal, and
 * knows which refusals belong together.
 * <p>
 * A diagnosis looks at every holder, so it holds for a moment: thousands of calls may be
 * refused in that time, and refusing must be cheap.
 *
 * @since 0.1.0
 */
public final class PoolExaminer implements Examiner {

	private static final long MOMENT = Duration.ofMillis(50).toNanos();

	private static final Diagnostician DIAGNOSTICIAN = new Diagnostician();

	private final Subject subject;

	private final Vitals vitals;

	private final Episodes episodes;

	private volatile @Nullable Dated last;

	/**
	 * Create an examiner.
	 * @param subject what it has to know of its client
	 */
	public PoolExaminer(Subject subject) {
		this.subject = subject;
		this.vitals = new Vitals(subject.client(), subject.nanoClock());
		this.episodes = new Episodes(subject.nanoClock(), this.vitals::recorded, subject.episodes());
	}

	@Override
	public void remoteSeen(String remote) {
		this.subject.next().remoteSeen(remote);
	}

	@Override
	public void granted(Lease lease) {
		this.vitals.granted(lease);
		this.subject.next().granted(lease);
	}

	@Override
	public void ended(Lease lease) {
		this.vitals.ended(lease);
		this.subject.next().ended(lease);
	}

	@Override
	public void leaked(Leak leak) {
		this.subject.next().leaked(leak);
	}

	@Override
	public Diagnosis refuse(PoolSnapshot pool) {
		this.vitals.refused();
		long now = this.subject.nanoClock().getAsLong();
		Dated last = this.last;
		if (last != null && now - last.nanos() < MOMENT) {
			return last.diagnosis();
		}
		Diagnosis diagnosis = DIAGNOSTICIAN
			.diagnose(new Facts(this.subject.client(), pool, this.subject.holders().get(), this.vitals.figures(),
					this.subject.connectTimeout(), this.subject.responseTimeout()));
		this.last = new Dated(now, diagnosis);
		return diagnosis;
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		this.episodes.refused(failure.getSnapshot(), failure.getDiagnosis());
		if (JfrLease.IS_POSSIBLE) {
			JfrRefusal.refused(failure);
		}
		this.subject.next().exhausted(failure);
	}

	@Override
	public void tick() {
		this.vitals.tick();
		this.episodes.tick();
	}

	@Override
	public @Nullable Episode currentEpisode() {
		return this.episodes.current();
	}

	@Override
	public @Nullable Episode lastEpisode() {
		return this.episodes.last();
	}

	@Override
	public SizeAdvice sizeAdvice(int limit) {
		return Sizing.of(this.vitals.figures(), limit);
	}

	private record Dated(long nanos, Diagnosis diagnosis) {
	}

}
