package dev.lifeguard.benchmarks.baddays;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.report.Spread;

/**
 * Where ours stand beside the best of the peers, in a scenario and with settings of the
 * same kind. Of ours the lesser counts.
 *
 * @param ours the lesser of our clients
 * @param peer the best peer
 * @param oursMeasured what was measured of ours
 * @param peerMeasured what was measured of the peer
 */
record Standing(Contestant ours, Contestant peer, Spread oursMeasured, Spread peerMeasured) {

	private static final double EQUAL = 0.97;

	static Optional<Standing> of(Results results, Scenario scenario, String variant, Measure measure) {
		Comparator<Contestant> order = Comparator
			.comparingDouble((one) -> results.spread(scenario, one, measure).median());
		Optional<Contestant> ours = those(results, scenario, variant, Contestant::isOurs).min(order);
		Optional<Contestant> peer = those(results, scenario, variant, (one) -> !one.isOurs()).max(order);
		if (ours.isEmpty() || peer.isEmpty()) {
			return Optional.empty();
		}
		return Optional.of(new Standing(ours.get(), peer.get(), results.spread(scenario, ours.get(), measure),
				results.spread(scenario, peer.get(), measure)));
	}

	private static Stream<Contestant> those(Results results, Scenario scenario, String variant,
			Predicate<Contestant> wanted) {
		return results.contestants(scenario, variant).stream().filter(wanted);
	}

	/**
	 * Return our share of the best peer's.
	 * @return the ratio: one if both have nothing
	 */
	double ratio() {
		double peer = this.peerMeasured.median();
		double own = this.oursMeasured.median();
		return (own == peer) ? 1 : own / peer;
	}

	/**
	 * Return whether ours is the best or within the spread of the best.
	 */
	boolean isBest() {
		return ratio() >= EQUAL || this.oursMeasured.high() >= this.peerMeasured.low();
	}

}
