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

	@Test
	void shareThatIsLessThanTheBoundIsTheLimit() {
		assertThat(of(12, false, 12).line()).startsWith("limit=12 (max=50) active=3");
		assertThat(of(12, false, 12).bound()).isEqualTo(12);
	}

	/**
	 * A learned limit is on the calls that wait for their first byte.
	 */
	@Test
	void boundOfAClientThatLearnsItsLimitIsTheLesserOfItsOwnAndItsShare() {
		assertThat(of(7, true, 12).bound()).isEqualTo(12);
		assertThat(of(7, true, 80).bound()).isEqualTo(50);
	}

	private static PoolSnapshot of(int limit, boolean learned, int lease) {
		FleetSnapshot fleet = new FleetSnapshot("orders:443", FleetSnapshot.State.LEASED, lease, 20, 1, 300, 40, 290,
				410);
		return new PoolSnapshot(50, limit, 3, 2, 1, 4, 50, Duration.ofMillis(1500), Map.of(), learned, fleet);
	}

	private static PoolSnapshot snapshot(int max, int limit) {
		return new PoolSnapshot(max, limit, 3, 2, 1, 4, 50, Duration.ofMillis(1500), Map.of(), false, null);
	}

}
