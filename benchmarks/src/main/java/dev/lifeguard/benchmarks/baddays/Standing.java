package dev.lifeguard.benchmarks.baddays;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.report.Spread;

/**
 * Our clients compared with the best peer in a scenario. The weaker of ours counts.
 *
 * @param peer the best peer
 * @param oursMeasured what was measured of the lesser of our clients
 * @param peerMeasured what was measured of the peer
 * @param ratio ours as a multiple of the peer's in the same round, not a number if both
 * have nothing
 */
record Standing(Contestant peer, Spread oursMeasured, Spread peerMeasured, double ratio) {

	private static final double EQUAL = 0.97;

	static Optional<Standing> of(Results results, Scenario scenario, Measure measure, String variant) {
		return of(results, scenario, measure, variant, variant);
	}

	static Optional<Standing> of(Results results, Scenario scenario, Measure measure, String oursVariant,
			String peersVariant) {
		Comparator<Contestant> order = Comparator
			.comparingDouble((one) -> results.spread(scenario, one, measure).median());
		Optional<Contestant> ours = those(results, scenario, oursVariant, Contestant::isOurs).min(order);
		Optional<Contestant> peer = those(results, scenario, peersVariant, (one) -> !one.isOurs()).max(order);
		return ours.flatMap((one) -> peer.map((other) -> new Standing(other, results.spread(scenario, one, measure),
				results.spread(scenario, other, measure), results.ratio(scenario, one, other, measure).median())));
	}

	private static Stream<Contestant> those(Results results, Scenario scenario, String variant,
			Predicate<Contestant> wanted) {
		return results.contestants(scenario, variant).stream().filter(wanted);
	}

	/**
	 * Return whether anyone has anything.
	 */
	boolean isSomething() {
		return this.oursMeasured.median() > 0 || this.peerMeasured.median() > 0;
	}

	/**
	 * Return whether ours is the best or within the spread of the best.
	 */
	boolean isBest() {
		return this.ratio >= EQUAL || this.oursMeasured.median() >= this.peerMeasured.low();
	}

}
