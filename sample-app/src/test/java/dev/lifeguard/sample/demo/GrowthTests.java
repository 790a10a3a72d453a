package dev.lifeguard.sample.demo;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Growth}.
 */
class GrowthTests {

	@Test
	void countsGrowFromOneQuestionToTheNext() {
		Growth<String> growth = new Growth<>();

		assertThat(growth.until(Map.of("free", 3L))).containsEntry("free", 3L);
		assertThat(growth.until(Map.of("free", 5L, "token", 1L))).containsEntry("free", 2L).containsEntry("token", 1L);
		assertThat(growth.until(Map.of("free", 5L, "token", 1L))).containsEntry("free", 0L).containsEntry("token", 0L);
	}

}
