package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Rounds}.
 */
class RoundsTests {

	private final List<String> order = new ArrayList<>();

	@Test
	void ratiosAreOfTheSameRound() throws IOException {
		Rounds rounds = play(3, Map.of("fast", List.of(100.0, 50.0, 80.0), "slow", List.of(50.0, 10.0, 20.0)));
		assertThat(rounds.ratio("fast", "slow").median()).isEqualTo(4);
		assertThat(rounds.ratio("slow", "slow").high()).isEqualTo(1);
		assertThat(rounds.callsPerSecond("fast").median()).isEqualTo(80);
		assertThat(rounds.cpuMicrosPerCall("slow").median()).isEqualTo(2);
	}

	@Test
	void roundsOfTwoGamesAreTogether() throws IOException {
		Rounds first = play(1, Map.of("fast", List.of(100.0), "slow", List.of(50.0)));
		Rounds both = first.and(play(1, Map.of("fast", List.of(80.0), "slow", List.of(20.0))));
		assertThat(both.ratio("fast", "slow").median()).isEqualTo(3);
		assertThat(first.ratio("fast", "slow").median()).isEqualTo(2);
	}

	@Test
	void everyoneHasOneTurnPerRound() throws IOException {
		play(2, Map.of("one", List.of(1.0, 1.0), "two", List.of(1.0, 1.0)));
		assertThat(this.order.subList(0, 2)).containsExactlyInAnyOrder("one", "two");
		assertThat(this.order.subList(2, 4)).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void namesKeepTheirOrder() throws IOException {
		Map<String, Rounds.Player> players = new LinkedHashMap<>();
		players.put("b", () -> new Turn(1, 1));
		players.put("a", () -> new Turn(1, 1));
		assertThat(Rounds.play(1, new Random(1), players).names()).containsExactly("b", "a");
	}

	@Test
	void someoneElseIsNotKnown() throws IOException {
		Rounds rounds = play(1, Map.of("one", List.of(1.0)));
		assertThatIllegalArgumentException().isThrownBy(() -> rounds.callsPerSecond("two"));
	}

	private Rounds play(int count, Map<String, List<Double>> rates) throws IOException {
		Map<String, Rounds.Player> players = new LinkedHashMap<>();
		rates.forEach((name, each) -> {
			Iterator<Double> next = each.iterator();
			players.put(name, () -> {
				this.order.add(name);
				return new Turn(next.next(), 2);
			});
		});
		return Rounds.play(count, new Random(1), players);
	}

}
