package dev.lifeguard.failure;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolSnapshot}.
 */
class PoolSnapshotTests {

	@Test
	void configuredBoundIsTheMaximum() {
		assertThat(snapshot(50, 50).line()).isEqualTo("max=50 active=3 idle=2 connecting=1 pending=4/50 oldest=1.5s");
	}

	@Test
	void otherBoundInForceIsTheLimit() {
		assertThat(snapshot(50, 12).line())
			.isEqualTo("limit=12 (max=50) active=3 idle=2 connecting=1 pending=4/50 oldest=1.5s");
		assertThat(snapshot(50, 80).line()).startsWith("limit=80 (max=50) active=3");
	}

	private static PoolSnapshot snapshot(int max, int limit) {
		return new PoolSnapshot(max, limit, 3, 2, 1, 4, 50, Duration.ofMillis(1500), Map.of(), false);
	}

}
