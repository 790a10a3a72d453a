package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Results}, {@link Standing} and what is made of them.
 */
class ResultsTests {

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
	void theLesserOfOursStandsBesideTheBestPeer() {
		Standing standing = Standing.of(this.results, Scenario.SLOW, "defaults", Measure.TROUBLE).orElseThrow();
		assertThat(standing.ours().name()).isEqualTo("lifeguard-webclient-defaults");
		assertThat(standing.peer().name()).isEqualTo("go-defaults");
		assertThat(standing.ratio()).isEqualTo(3.8);
		assertThat(standing.isBest()).isTrue();
		assertThat(Standing.of(this.results, Scenario.SLOW, "tuned", Measure.TROUBLE)).isEmpty();
	}

	@Test
	void tablesHaveARowForEach() {
		assertThat(new ScenarioTable(this.results, Scenario.SLOW).toString())
			.contains("| Go net/http, defaults | 50 (30 to 60) |")
			.contains("| **Lifeguard RestClient, defaults** | **200** |");
		assertThat(new Summary(this.results).toString())
			.contains("| **190** | Go net/http: 50 (30 to 60) | 3.80 | - | - | - | 200 | missed |");
	}

	private static Row row(int round, String contestant, double value) {
		Map<Measure, Double> values = new EnumMap<>(Measure.class);
		Arrays.stream(Measure.values()).forEach((measure) -> values.put(measure, value));
		return new Row(Scenario.SLOW, round, contestant, values, new Series(List.of(1, 2), List.of(3, 4)));
	}

}
