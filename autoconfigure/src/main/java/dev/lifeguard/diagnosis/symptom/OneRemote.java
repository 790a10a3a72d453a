package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: one of several remotes has most of a client's permits, so that calls to the
 * others get none. It may take no longer than it always does; what is usual is known of
 * the client, and not of each remote.
 *
 * @since 0.1.0
 */
public final class OneRemote implements Symptom {

	/** This much of a pool leaves too little for the other remotes. */
	private static final double MOST = 0.75;

	@Override
	public @Nullable Finding look(Facts facts) {
		List<Holder> waiting = those(facts).stream().filter((holder) -> holder.phase() == Phase.FIRST_BYTE).toList();
		Duration age = SlowBackend.medianAge(waiting);
		if (age.compareTo(SlowBackend.LONG) < 0) {
			return null;
		}
		return Finding.of(Cause.SLOW_BACKEND, waiting, facts,
				"%s wait for the first byte, half of them for %s or longer (mostly %s)"
					.formatted(Words.part(waiting, facts), Words.time(age), Words.mostly(waiting)),
				"raising max-connections will not help for long: give that remote a client of its own, or leave permits "
						+ "for the others"
						+ facts.yaml("pool.max-connections-per-host", Math.max(1, facts.pool().max() / 2)));
	}

	/**
	 * Return the diagnosis with the name of the remote that has most of the permits, if
	 * there is one and there are others.
	 * @param diagnosis the diagnosis so far
	 * @param facts the facts
	 * @return the diagnosis
	 */
	public static Diagnosis named(Diagnosis diagnosis, Facts facts) {
		List<Holder> those = those(facts);
		if (those.isEmpty()) {
			return diagnosis;
		}
		return new Diagnosis(diagnosis.cause(),
				"%s; %s of all go to %s, and pool.max-connections-per-host would leave some for other remotes"
					.formatted(diagnosis.evidence(), those.size(), those.get(0).remote()),
				diagnosis.advice(), diagnosis.confidence());
	}

	private static List<Holder> those(Facts facts) {
		if (facts.isOfOneRemote() || facts.pool().remotes().size() < 2) {
			return List.of();
		}
		return facts.holders()
			.stream()
			.collect(Collectors.groupingBy(Holder::remote))
			.values()
			.stream()
			.filter((holders) -> holders.size() >= MOST * facts.holders().size())
			.findAny()
			.orElse(List.of());
	}

}
