package dev.lifeguard.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.diagnosis.symptom.BlockedEventLoop;
import dev.lifeguard.diagnosis.symptom.ConnectStall;
import dev.lifeguard.diagnosis.symptom.Facts;
import dev.lifeguard.diagnosis.symptom.Finding;
import dev.lifeguard.diagnosis.symptom.FleetBudget;
import dev.lifeguard.diagnosis.symptom.LeakedResponses;
import dev.lifeguard.diagnosis.symptom.NestedCalls;
import dev.lifeguard.diagnosis.symptom.OneRemote;
import dev.lifeguard.diagnosis.symptom.RetryStorm;
import dev.lifeguard.diagnosis.symptom.SlowBackend;
import dev.lifeguard.diagnosis.symptom.SlowReaders;
import dev.lifeguard.diagnosis.symptom.StalledBody;
import dev.lifeguard.diagnosis.symptom.Symptom;
import dev.lifeguard.diagnosis.symptom.UndersizedPool;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;

/**
 * Diagnostician that finds out why a pool is empty: it looks for each symptom, and names
 * a cause if one alone explains enough of the pool. If several do, the evidence is mixed,
 * and it says so rather than guess.
 */
final class Diagnostician {

	private static final List<Symptom> OF_HOLDERS = List.of(new BlockedEventLoop(), new NestedCalls(),
			new LeakedResponses(), new SlowReaders(), new StalledBody(), new ConnectStall(), new SlowBackend(),
			new RetryStorm());

	private static final Symptom OF_THE_FLEET = new FleetBudget();

	private static final List<Symptom> OF_THE_REST = List.of(OF_THE_FLEET, new UndersizedPool(), new OneRemote());

	private static final String ADVICE = "do not raise max-connections before you know what holds the permits: "
			+ "look at the age of the oldest and at the backend's latency; see docs/diagnosis.md";

	private static final String LEFT_TO_OTHERS = "; calls of low priority leave the last fifth of the permits to others";

	private static final String ADVICE_FOR_LOW = "calls of low priority wait for the others, and are refused first: make "
			+ "fewer of them at once, or let them wait longer (pool.acquire-timeout); see docs/priorities.md";

	/**
	 * Diagnose a pool that had no permit.
	 * @param facts what is known
	 * @return the diagnosis
	 */
	Diagnosis diagnose(Facts facts) {
		Diagnosis diagnosis = OneRemote.named(cause(facts), facts);
		return facts.leavesSome() ? new Diagnosis(diagnosis.cause(), diagnosis.evidence() + LEFT_TO_OTHERS,
				diagnosis.advice(), diagnosis.confidence()) : diagnosis;
	}

	private static Diagnosis cause(Facts facts) {
		List<Finding> found = look(OF_HOLDERS, facts)
			.sorted(Comparator.comparingDouble((Finding finding) -> -finding.share()))
			.toList();
		if (found.size() > 1) {
			return mixed(found);
		}
		// a pool is not too small for what is served after the others
		List<Symptom> rest = facts.leavesSome() ? List.of(OF_THE_FLEET) : OF_THE_REST;
		return Stream.concat(found.stream(), look(rest, facts))
			.findFirst()
			.map((only) -> new Diagnosis(only.cause(), only.evidence(), only.advice(), only.share()))
			.orElseGet(() -> unknown(facts));
	}

	private static Stream<Finding> look(List<Symptom> symptoms, Facts facts) {
		return symptoms.stream()
			.map((symptom) -> symptom.look(facts))
			.flatMap(Stream::ofNullable)
			.filter(Finding::isRelevant);
	}

	private static Diagnosis mixed(List<Finding> found) {
		String names = found.stream().map((finding) -> finding.cause().name()).collect(Collectors.joining(" and "));
		String evidence = found.stream()
			.map((finding) -> finding.cause() + ": " + finding.evidence())
			.collect(Collectors.joining("; "));
		String advice = found.stream()
			.map((finding) -> finding.cause() + ": " + finding.advice())
			.collect(Collectors.joining("; "));
		return new Diagnosis(Cause.UNKNOWN, "mixed, %s; %s".formatted(names, evidence), advice, found.get(0).share());
	}

	private static Diagnosis unknown(Facts facts) {
		int connecting = facts.pool().connecting();
		return new Diagnosis(
				Cause.UNKNOWN, "%s of %s permits are taken, %s of them still connecting"
					.formatted(facts.pool().active() + connecting, facts.pool().bound(), connecting),
				facts.leavesSome() ? ADVICE_FOR_LOW : ADVICE, 0);
	}

}
