package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.diagnosis.vitals.Figures;
import dev.lifeguard.diagnosis.vitals.Times;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: the backend takes longer than usual to begin its response. Calls that were
 * answered recently show it, or calls that have waited far too long.
 *
 * @since 0.1.0
 */
public final class SlowBackend implements Symptom {

	/** A wait that is long for a person. */
	static final Duration LONG = Duration.ofMillis(200);

	private static final int FAR = 10;

	private static boolean isSlower(Figures figures) {
		Times usual = figures.usual();
		Times recent = figures.recent();
		return usual != null && recent != null && recent.areClearlyLonger(2, usual);
	}

	/**
	 * Those that are not answered yet show it sooner than those that were. Half of them
	 * have waited for half of the time that they will wait, or less. Long answers are
	 * over-represented among them, so those that are usual count as well.
	 */
	private static boolean isGettingSlower(Facts facts) {
		Times usual = facts.figures().usual();
		Duration age = medianAge(facts.holders());
		return usual != null && age.compareTo(usual.half().multipliedBy(3).plus(Times.NOISE)) > 0
				&& age.compareTo(usual.nearlyAll()) > 0;
	}

	/**
	 * Return what is too long for an answer. If nothing is known of what is usual, it is
	 * twice the time that most had to wait recently; and if there was no answer at all, a
	 * wait that is long for a person.
	 */
	private static Duration tooLong(Figures figures) {
		Times usual = figures.usual();
		if (usual != null) {
			return max(max(usual.half().multipliedBy(FAR), usual.nearlyAll()), LONG);
		}
		Times recent = figures.recent();
		return (recent != null) ? max(recent.most().multipliedBy(2), LONG) : LONG;
	}

	/**
	 * Return how long half of those that wait for the first byte have waited at most.
	 */
	static Duration medianAge(List<Holder> holders) {
		List<Duration> ages = holders.stream()
			.filter((holder) -> holder.phase() == Phase.FIRST_BYTE)
			.map(Holder::inPhase)
			.sorted()
			.toList();
		return ages.isEmpty() ? Duration.ZERO : ages.get(ages.size() / 2);
	}

	/**
	 * A request that is still being sent is slow if the peer accepts none of it.
	 */
	private static boolean isWaiting(Holder holder, Duration tooLong) {
		return switch (holder.phase()) {
			case SENDING -> holder.quiet().compareTo(tooLong) > 0 && !holder.onBlockedLoop();
			case FIRST_BYTE -> holder.inPhase().compareTo(tooLong) > 0 && !holder.onBlockedLoop();
			default -> false;
		};
	}

	@Override
	public @Nullable Finding look(Facts facts) {
		Duration tooLong = tooLong(facts.figures());
		boolean slower = (isSlower(facts.figures()) || isGettingSlower(facts)) && !RetryStorm.isIn(facts);
		List<Holder> some = facts.those((holder) -> isWaiting(holder, slower ? Duration.ZERO : tooLong));
		return some.isEmpty() ? null : Finding.of(Cause.SLOW_BACKEND, some, facts,
				"%s wait for the first byte; p99 %s, usually %s (mostly %s)".formatted(Words.part(some, facts),
						Words.time(p99(facts, some)), Words.time(Times.half(facts.figures().usual())),
						Words.mostly(some)),
				"raising max-connections will not help: the backend is slow, not the pool small. Lower timeout.response "
						+ "(%s) to fail sooner%s".formatted(Words.time(facts.responseTimeout()), shorter(facts)));
	}

	private static Duration p99(Facts facts, List<Holder> some) {
		Times recent = facts.figures().recent();
		Duration oldest = some.stream().map(Holder::inPhase).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		return (recent != null) ? max(recent.nearlyAll(), oldest) : oldest;
	}

	/**
	 * Ten times of what 99 of 100 calls usually need is generous.
	 */
	private static String shorter(Facts facts) {
		Times usual = facts.figures().usual();
		Duration shorter = (usual != null) ? max(usual.nearlyAll().multipliedBy(FAR), Duration.ofSeconds(1)) : null;
		return (shorter != null && shorter.compareTo(facts.responseTimeout()) < 0)
				? facts.yaml("timeout.response", shorter.toMillis() + "ms") : "";
	}

	private static Duration max(Duration one, Duration other) {
		return Stream.of(one, other).max(Comparator.naturalOrder()).orElse(one);
	}

}
