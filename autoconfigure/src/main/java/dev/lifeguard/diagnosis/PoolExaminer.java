package dev.lifeguard.diagnosis;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.lifeguard.diagnosis.symptom.Facts;
import dev.lifeguard.diagnosis.symptom.Sizing;
import dev.lifeguard.diagnosis.vitals.Jfr;
import dev.lifeguard.diagnosis.vitals.Vitals;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.SizeAdvice;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Examiner of one client's pool: it counts what is usual, finds the cause of a refusal,
 * and knows which refusals belong together.
 *
 * @since 0.1.0
 */
public final class PoolExaminer implements Examiner {

	private static final Diagnostician DIAGNOSTICIAN = new Diagnostician();

	private final Subject subject;

	private final Vitals vitals;

	private final Episodes episodes;

	private final Holders holders;

	private final ConcurrentMap<Reached, RecentDiagnosis> verdicts = new ConcurrentHashMap<>();

	/**
	 * Create an examiner.
	 * @param subject what it has to know of its client
	 */
	public PoolExaminer(Subject subject) {
		this.subject = subject;
		this.holders = new Holders(subject.holders(), subject.nanoClock());
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
	public Diagnosis refuse(String remote, Priority priority, PoolSnapshot pool) {
		this.vitals.refused();
		Reached reached = Reached.of(remote, priority, pool);
		return this.verdicts.computeIfAbsent(reached, (bound) -> new RecentDiagnosis())
			.get(this.subject.nanoClock(), () -> DIAGNOSTICIAN.diagnose(facts(reached, pool)));
	}

	private Facts facts(Reached reached, PoolSnapshot pool) {
		List<Holder> holders = (reached.isOfOneRemote() ? this.holders.of(reached.remote()) : this.holders.all())
			.stream()
			// a permit that is passed on may be seen with both
			.limit(Math.max(pool.limit(), pool.active() + pool.connecting()))
			.toList();
		return new Facts(this.subject.client(), pool, holders, reached.isOfOneRemote(), reached.leavesSome(),
				this.vitals.figures(), this.subject.connectTimeout(), this.subject.responseTimeout());
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		this.episodes.refused(failure.getSnapshot(), failure.getDiagnosis());
		Jfr.refused(failure);
		this.subject.next().exhausted(failure);
	}

	@Override
	public void refused(Lease lease) {
		this.subject.next().refused(lease);
	}

	@Override
	public void tick() {
		this.vitals.tick();
		this.episodes.tick();
		this.holders.tick();
		long now = this.subject.nanoClock().getAsLong();
		this.verdicts.values().removeIf((verdict) -> verdict.isOld(now));
	}

	@Override
	public void end() {
		this.episodes.end();
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

}
