package dev.lifeguard.benchmarks;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Benchmarks} and {@link Part}.
 */
class BenchmarksTests {

	@Test
	void unknownPartFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> Benchmarks.main(new String[] { "hotpath" }))
			.withMessageContainingAll("hotpath",
					"hot-path; callers; bad-days; learned-limit; growth; cold; limit; compare; soak");
	}

	@Test
	void unknownWordFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> Benchmarks.main(new String[] { "growth", "clinets" }))
			.withMessageContainingAll("clinets", "clients");
		assertThatIllegalArgumentException().isThrownBy(() -> Benchmarks.main(new String[] { "limit", "nginx" }))
			.withMessageContaining("nothing to choose");
		assertThatIllegalArgumentException().isThrownBy(() -> Benchmarks.main(new String[] { "bad-days", "slwo" }))
			.withMessageContainingAll("slwo", "slow", "apache-tuned");
	}

	@Test
	void oneWordMayStandForSeveral() {
		assertThatNoException()
			.isThrownBy(() -> Part.requireKnown(List.of("GET"), List.of("a, GET", "b, GET"), String::contains));
	}

}
