package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The backend takes longer than it usually does until it begins to answer: those that
 * have been answered of late show it, or those that have not been for far too long.
 */
final class SlowBackend implements Symptom {

	private static final Duration LONG = Duration.ofMillis(200);

	private static final Duration NOISE = Duration.ofMillis(5);

	private static final int FAR = 10;

	/**
	 * Return whether the answers of late took at least so many times as long as usual.
	 */
	static boolean isSlower(Figures figures, double times) {
		Duration usual = figures.usual();
		Duration recent = figures.recent();
		return usual != null && recent != null && recent.minus(NOISE).toNanos() >= times * usual.toNanos();
	}

	/**
	 * Those that are not answered yet show it sooner than those that were. Half of them
	 * have waited for half of the time that they will wait, or less.
	 */
	private static boolean isGettingSlower(Facts facts) {
		Duration usual = facts.figures().usual();
		return usual != null && medianAge(facts).minus(NOISE).compareTo(usual.multipliedBy(3)) > 0;
	}

	/**
	 * Return how long half of those that wait for the first byte have waited at most.
	 */
	static Duration medianAge(Facts facts) {
		List<Duration> ages = facts.those((holder) -> holder.phase() == Phase.FIRST_BYTE)
			.stream()
			.map(Holder::inPhase)
			.sorted()
			.toList();
		return ages.isEmpty() ? Duration.ZERO : ages.get(ages.size() / 2);
	}

	/**
	 * What is still being sent is slow when the peer takes none of it.
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
		Duration usual = facts.figures().usual();
		Duration tooLong = (usual != null) ? max(usual.multipliedBy(FAR), LONG) : LONG;
		boolean slower = (isSlower(facts.figures(), 2) || isGettingSlower(facts)) && !RetryStorm.isIn(facts);
		List<Holder> some = facts.those((holder) -> isWaiting(holder, slower ? Duration.ZERO : tooLong));
		return some.isEmpty() ? null : Finding.of(Cause.SLOW_BACKEND, some, facts,
				"%s wait for the first byte; p99 %s, usually %s (mostly %s)".formatted(Words.part(some, facts),
						Words.time(p99(facts, some)), Words.time(usual), Words.mostly(some)),
				"raising max-connections will not help: the backend is slow, not the pool small. Lower timeout.response "
						+ "(%s) to give up sooner on what takes too long%s"
							.formatted(Words.time(facts.responseTimeout()), shorter(facts)));
	}

	private static Duration p99(Facts facts, List<Holder> some) {
		Duration recent = facts.figures().recentP99();
		Duration oldest = some.stream().map(Holder::inPhase).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		return (recent != null) ? max(recent, oldest) : oldest;
	}

	/**
	 * Ten times of what 99 of 100 calls usually need is generous.
	 */
	private static String shorter(Facts facts) {
		Duration usual = facts.figures().usualP99();
		Duration shorter = (usual != null) ? max(usual.multipliedBy(FAR), LONG.multipliedBy(FAR / 2)) : null;
		return (shorter != null && shorter.compareTo(facts.responseTimeout()) < 0)
				? facts.yaml("timeout.response", shorter.toMillis() + "ms") : "";
	}

	private static Duration max(Duration one, Duration other) {
		return Stream.of(one, other).max(Comparator.naturalOrder()).orElse(one);
	}

}
