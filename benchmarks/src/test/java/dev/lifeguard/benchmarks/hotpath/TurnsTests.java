package dev.lifeguard.benchmarks.hotpath;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Turns}.
 */
class TurnsTests {

	@Test
	void whoIsSecondIsFirstInTheNextRound() {
		assertThat(IntStream.rangeClosed(1, 8).mapToObj(Turns::isPeers)).containsExactly(true, false, false, true, true,
				false, false, true);
	}

	@Test
	void clientIsTheOneWhoseTurnItIs() {
		Turns turns = new Turns();
		assertThat(IntStream.range(0, 4).mapToObj((turn) -> {
			turns.next();
			return turns.of("peer", "ours");
		})).containsExactly("peer", "ours", "ours", "peer");
	}

}
