package dev.lifeguard.benchmarks.soak;

import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SoakTable}.
 */
class SoakTableTests {

	private static final int COUNT = 24;

	@Test
	void lineIsReadAsItWasWritten() {
		Sample sample = sample(0, 40, 1);
		assertThat(Sample.parse(0, sample.line()).line()).isEqualTo(sample.line());
		assertThat(sample.value(Quantity.SOCKETS)).isEqualTo(40);
		assertThat(sample.value(Quantity.PENDING)).isEqualTo(1);
	}

	@Test
	void warmUpInTheFirstHalfIsNoGrowth() {
		SoakTable table = table((i) -> sample(i, Math.min(10 * i, 100), 0));
		assertThat(table.growing()).isEmpty();
		assertThat(table.trends()).contains("steady").doesNotContain("grows");
	}

	@Test
	void socketPerSecondGrows() {
		SoakTable table = table((i) -> sample(i, 20 + 5 * i, 0));
		assertThat(table.growing()).containsExactly(Quantity.SOCKETS);
		assertThat(table.trends()).contains("| sockets | 60.00 | 4.46 | 3.0 | grows |");
	}

	@Test
	void rowHasAColumnForEachHeading() {
		String row = SoakTable.row(sample(12, 3, 0));
		assertThat(row).startsWith("| 1.0 | 7 | 2 | 3 |");
		assertThat(row.chars().filter((sign) -> sign == '|').count()).isEqualTo(
				SoakTable.heading().lines().findFirst().orElseThrow().chars().filter((sign) -> sign == '|').count());
	}

	private static SoakTable table(IntFunction<Sample> sample) {
		return new SoakTable(IntStream.range(0, COUNT).mapToObj(sample).toList());
	}

	/** A sample every five seconds. */
	private static Sample sample(int index, long sockets, long pending) {
		return new Sample(index / 12.0, 7, 2, new long[] { sockets, 60, 30, 20_000, 4_096, 16, 0, pending });
	}

}
