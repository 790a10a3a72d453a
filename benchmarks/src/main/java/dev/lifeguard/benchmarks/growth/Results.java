package dev.lifeguard.benchmarks.growth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * The numbers of all rounds, by topic, contestant and size. The rounds are in the same
 * order everywhere, so that ratios are those of one round.
 */
final class Results {

	private final Map<Key, List<double[]>> rounds = new LinkedHashMap<>();

	void add(Topic topic, Contestant contestant, int size, double... numbers) {
		this.rounds.computeIfAbsent(new Key(topic, contestant, size), (key) -> new ArrayList<>()).add(numbers);
	}

	boolean has(Topic topic) {
		return this.rounds.keySet().stream().anyMatch((key) -> key.topic() == topic);
	}

	/**
	 * Return one of the numbers, in each round.
	 */
	double[] values(Topic topic, Contestant contestant, int size, int number) {
		return this.rounds.getOrDefault(new Key(topic, contestant, size), List.of())
			.stream()
			.mapToDouble((numbers) -> numbers[number])
			.toArray();
	}

	/**
	 * Return the spread of one of the numbers.
	 */
	Spread spread(Topic topic, Contestant contestant, int size, int number) {
		return Spread.of(values(topic, contestant, size, number));
	}

	/**
	 * Return the spread of the first number in relation to that of the smallest size.
	 */
	Spread growth(Topic topic, Contestant contestant, int size) {
		return ratio(values(topic, contestant, size, 0), values(topic, contestant, topic.sizes()[0], 0));
	}

	/**
	 * Return the spread of the first number in relation to the peer's.
	 */
	Spread toPeer(Topic topic, int size) {
		return ratio(values(topic, Contestant.OURS, size, 0), values(topic, Contestant.PEER, size, 0));
	}

	private static Spread ratio(double[] values, double[] others) {
		return Spread.of(IntStream.range(0, values.length).mapToDouble((round) -> values[round] / others[round]));
	}

	static Spread difference(double[] values, double[] others) {
		return Spread.of(IntStream.range(0, values.length).mapToDouble((round) -> values[round] - others[round]));
	}

	private record Key(Topic topic, Contestant contestant, int size) {

	}

}
