package dev.lifeguard.benchmarks.hotpath;

import java.util.List;
import java.util.stream.LongStream;

import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Outcomes.Kind;
import dev.lifeguard.benchmarks.contest.Outcomes.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@Test
	void countsFromWhenCallsWereDue() {
		this.latencies.add("late", new Outcomes(List.of(new Outcome(5000, 7000, Kind.OK))));
		assertThat(this.latencies.toString())
			.contains("| late | 2.00 (2.00 to 2.00) | 2.00 (2.00 to 2.00) | 2.00 | 0 |");
	}

	@Test
	void tailIsOfAllRoundsTogether() {
		this.latencies.add("a", calls(1000));
		this.latencies.add("a", calls(2000));
		assertThat(this.latencies.toString()).contains("| a | 1.50 (1.00 to 2.00) | 1.50 (1.00 to 2.00) | 2.00 | 0 |");
	}

	@Test
	void saysHowManyWereNotServed() {
		this.latencies.add("a",
				new Outcomes(List.of(new Outcome(0, 1000, Kind.FAILED), new Outcome(0, 1000, Kind.PENDING))));
		assertThat(this.latencies.toString()).contains("| a | - | - | - | 2 |");
	}

	@Test
	void failuresDoNotMakeItFaster() {
		this.latencies.add("a", new Outcomes(List.of(new Outcome(0, 2000, Kind.OK), new Outcome(0, 10, Kind.FAILED))));
		assertThat(this.latencies.toString()).contains("| a | 2.00 (2.00 to 2.00) | 2.00 (2.00 to 2.00) | 2.00 | 1 |");
	}

	private static Outcomes calls(long micros) {
		return new Outcomes(
				LongStream.range(0, 100).mapToObj((due) -> new Outcome(due, due + micros, Kind.OK)).toList());
	}

}
