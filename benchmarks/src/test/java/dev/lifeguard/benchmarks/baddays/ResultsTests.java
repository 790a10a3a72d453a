package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Language;
import dev.lifeguard.benchmarks.report.Spread;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Results}, {@link Standing} and what is made of them.
 */
class ResultsTests {

	private static final Contestant PEER = new Contestant("go", "Go net/http", "defaults", Language.GO);

	@TempDir
	Path folder;

	private Results results = new Results(Path.of("unused"), new ArrayList<>());

	@BeforeEach
	void measure() throws IOException {
		this.results = Results.in(this.folder.resolve("rows.csv"));
		this.results.add(List.of(row(1, "lifeguard-restclient-defaults", 200),
				row(1, "lifeguard-webclient-defaults", 190), row(1, "jdk-defaults", 40), row(1, "go-defaults", 50)));
		this.results.add(List.of(row(2, "go-defaults", 60), row(3, "go-defaults", 30)));
	}

	@Test
	void theFileHasAllThatWasMeasured() throws IOException {
		assertThat(Results.in(this.results.file()).rows()).isEqualTo(this.results.rows());
	}

	@Test
	void whatIsMeasuredAnewIsForgotten() {
		this.results.forget(Scenario.SLOW);
		assertThat(this.results.scenarios()).isEmpty();
	}

	@Test
	void numbersOfAnotherKindAreForgotten() throws IOException {
		Files.write(this.results.file(), List.of("scenario,round", "SLOW,1"));
		assertThat(Results.in(this.results.file()).rows()).isEmpty();
	}

	@Test
	void theLesserOfOursStandsBesideTheBestPeer() {
		Standing standing = Standing.of(this.results, Scenario.SLOW, Measure.TROUBLE, "defaults").orElseThrow();
		assertThat(standing.oursMeasured().median()).isEqualTo(190);
		assertThat(standing.peer().name()).isEqualTo("go-defaults");
		assertThat(standing.isBest()).isTrue();
		assertThat(Standing.of(this.results, Scenario.SLOW, Measure.TROUBLE, "tuned")).isEmpty();
	}

	@Test
	void ratiosAreOfTheSameRound() throws IOException {
		this.results
			.add(List.of(row(2, "lifeguard-webclient-defaults", 120), row(3, "lifeguard-webclient-defaults", 30)));
		Standing standing = Standing.of(this.results, Scenario.SLOW, Measure.TROUBLE, "defaults").orElseThrow();
		assertThat(standing.ratio()).isEqualTo(2);
	}

	@Test
	void whoIsBelowTheWorstRoundOfTheBestPeerIsNotBest() {
		assertThat(new Standing(PEER, new Spread(0, 90, 200), new Spread(95, 100, 110), 0.9).isBest()).isFalse();
		assertThat(new Standing(PEER, new Spread(0, 96, 200), new Spread(95, 100, 110), 0.9).isBest()).isTrue();
	}

	@Test
	void tablesHaveARowForEach() {
		assertThat(new ScenarioTable(this.results, Scenario.SLOW).toString())
			.contains("| Go net/http, defaults | 50 (30 to 60) |")
			.contains("| **Lifeguard RestClient, defaults** | **200** |")
			.contains("busy for at most 200 %");
		assertThat(new Summary(this.results).toString())
			.contains("| **190** | Go net/http: 50 (30 to 60) | 3.80 | - | - | - | - | - | 200 | - |");
	}

	@Test
	void fiveLinesAreComparedWithTheBestPeerInDefaults() throws IOException {
		this.results.add(List.of(row(1, "lifeguard-restclient-tuned", 210), row(1, "go-tuned", 100)));
		assertThat(new Summary(this.results).toString())
			.contains("| met; five lines / best peer in defaults: 4.20, at least 4 wanted |");
	}

	@Test
	void nothingIsNoMerit() throws IOException {
		Results nothing = Results.in(this.folder.resolve("nothing.csv"));
		nothing.add(List.of(row(1, "lifeguard-restclient-defaults", 0), row(1, "go-defaults", 0),
				row(1, "lifeguard-restclient-tuned", 0), row(1, "go-tuned", 0)));
		assertThat(new Summary(nothing).toString())
			.contains("| **0** | Go net/http: 0 | - | **0** | Go net/http: 0 | - | - | - | 0 | - |");
	}

	private static Row row(int round, String contestant, double value) {
		Map<Measure, Double> values = new EnumMap<>(Measure.class);
		Arrays.stream(Measure.values()).forEach((measure) -> values.put(measure, value));
		return new Row(Scenario.SLOW, round, contestant, values, new Series(List.of(1, 2), List.of(3, 4)));
	}

}
