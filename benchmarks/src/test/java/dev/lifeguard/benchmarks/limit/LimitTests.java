package dev.lifeguard.benchmarks.limit;

import java.io.IOException;
import java.util.Map;
import java.util.Random;

import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.contest.Turn;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Limit}.
 */
class LimitTests {

	@Test
	void lineIsTheFastestThatIsNoClient() throws IOException {
		Rounds rounds = Rounds.play(1, new Random(1), Map.of("wrk, 1 thread", () -> new Turn(10, 1), "wrk, 2 threads",
				() -> new Turn(20, 1), "Raw Netty client", () -> new Turn(15, 1), "Apache", () -> new Turn(30, 1)));
		assertThat(Limit.line(rounds)).isEqualTo("wrk, 2 threads");
	}

}
