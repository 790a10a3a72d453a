package dev.lifeguard.benchmarks.cold;

import java.util.List;

import dev.lifeguard.benchmarks.cold.ColdTable.Row;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ColdTable}.
 */
class ColdTableTests {

	private static final Row BARE = new Row(Entrant.REACTOR, false, false);

	private static final Row JDK = new Row(Entrant.JDK, false, false);

	private static final Row OURS = new Row(Entrant.WEBCLIENT, false, false);

	private static final Row AT_ONCE = new Row(Entrant.WEBCLIENT, false, true);

	@Test
	void ratiosAreOfTheSameRoundAndGoalsAreForWhoWasReadyForAWhile() {
		ColdTable table = new ColdTable(List.of(BARE, JDK, OURS, AT_ONCE));
		for (int round = 1; round <= 3; round++) {
			table.add(BARE, new ColdStart(500, 400 * round, 5, 6));
			table.add(JDK, new ColdStart(300, 10 * round, 5, Double.NaN));
			table.add(OURS, new ColdStart(2000, 20 * round, 4, 31));
			table.add(AT_ONCE, new ColdStart(2000, 800 * round, 4, 31));
		}
		assertThat(table.toString().lines().skip(2)).containsExactly(
				"| bare Reactor Netty | 500 (500 to 500) | 800.0 (400.0 to 1200.0) | 1.00 (1.00 to 1.00) | "
						+ "40.00 (40.00 to 40.00) | 5.0 (5.0 to 5.0) | 6.0 (6.0 to 6.0) |",
				"| the JDK's client, bare | 300 (300 to 300) | 20.0 (10.0 to 30.0) | 0.03 (0.03 to 0.03) | "
						+ "1.00 (1.00 to 1.00) | 5.0 (5.0 to 5.0) | - |",
				"| Lifeguard WebClient | 2000 (2000 to 2000) | 40.0 (20.0 to 60.0) | 0.05 (0.05 to 0.05); <= 0.5: met | "
						+ "2.00 (2.00 to 2.00); <= 1.0: missed | 4.0 (4.0 to 4.0) | 31.0 (31.0 to 31.0); <= 30.0 ms: missed |",
				"| Lifeguard WebClient, called at once | 2000 (2000 to 2000) | 1600.0 (800.0 to 2400.0) | 2.00 (2.00 to 2.00) | "
						+ "80.00 (80.00 to 80.00) | 4.0 (4.0 to 4.0) | 31.0 (31.0 to 31.0) |");
	}

}
