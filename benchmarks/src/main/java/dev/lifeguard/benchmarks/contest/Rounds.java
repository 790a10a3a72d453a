package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.report.Spread;

/**
 * Players who take turns: each has one in every round, in another order each time, so
 * that what else the machine does meets all of them.
 *
 * @since 0.1.0
 */
public final class Rounds {

	private final Map<String, List<Turn>> turns = new LinkedHashMap<>();

	/**
	 * Play some rounds.
	 * @param count how many
	 * @param random decides on the order of the turns
	 * @param players the players by what they are called
	 * @return what they came to
	 * @throws IOException if a player has ended
	 */
	public static Rounds play(int count, Random random, Map<String, Player> players) throws IOException {
		Rounds rounds = new Rounds();
		players.keySet().forEach((name) -> rounds.turns.put(name, new ArrayList<>()));
		List<String> order = new ArrayList<>(players.keySet());
		for (int round = 0; round < count; round++) {
			Collections.shuffle(order, random);
			for (String name : order) {
				rounds.of(name).add(players.get(name).turn());
			}
		}
		return rounds;
	}

	/**
	 * Return these rounds and after them others of the same players.
	 * @param others the others
	 * @return all of them
	 */
	public Rounds and(Rounds others) {
		Rounds all = new Rounds();
		names().forEach((name) -> all.turns.put(name,
				Stream.concat(of(name).stream(), others.of(name).stream()).collect(Collectors.toList())));
		return all;
	}

	/**
	 * Return who played.
	 * @return what the players are called
	 */
	public List<String> names() {
		return List.copyOf(this.turns.keySet());
	}

	/**
	 * Return the throughput of a player.
	 * @param name the player
	 * @return calls per second
	 */
	public Spread callsPerSecond(String name) {
		return spread(name, Turn::callsPerSecond);
	}

	/**
	 * Return what the calls of a player cost.
	 * @param name the player
	 * @return microseconds of processor time per call
	 */
	public Spread cpuMicrosPerCall(String name) {
		return spread(name, Turn::cpuMicrosPerCall);
	}

	private Spread spread(String name, ToDoubleFunction<Turn> value) {
		return Spread.of(of(name).stream().mapToDouble(value));
	}

	/**
	 * Return what the calls of a player allocate.
	 * @param name the player
	 * @return bytes per call, not a number if it does not tell
	 */
	public Spread bytesPerCall(String name) {
		return spread(name, Turn::bytesPerCall);
	}

	/**
	 * Return the throughput of a player as a part of another's in the same round.
	 * @param name the player
	 * @param other the other
	 * @return their ratio
	 */
	public Spread ratio(String name, String other) {
		return ratio(name, other, Turn::callsPerSecond);
	}

	/**
	 * Return what a player came to as a part of what another came to in the same round.
	 * @param name the player
	 * @param other the other
	 * @param value what is compared
	 * @return their ratio
	 */
	public Spread ratio(String name, String other, ToDoubleFunction<Turn> value) {
		return Spread.of(IntStream.range(0, of(name).size())
			.mapToDouble(
					(round) -> value.applyAsDouble(of(name).get(round)) / value.applyAsDouble(of(other).get(round))));
	}

	private List<Turn> of(String name) {
		List<Turn> turns = this.turns.get(name);
		if (turns == null) {
			throw new IllegalArgumentException(name + " does not play");
		}
		return turns;
	}

	/**
	 * Someone who can have a turn.
	 */
	@FunctionalInterface
	public interface Player {

		/**
		 * Have a turn.
		 * @return what it came to
		 * @throws IOException if the player has ended
		 */
		Turn turn() throws IOException;

	}

}
