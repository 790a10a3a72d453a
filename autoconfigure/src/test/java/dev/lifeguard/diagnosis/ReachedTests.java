package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.Map;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Reached}.
 */
class ReachedTests {

	@ParameterizedTest
	@CsvSource({ "NORMAL, 50, false", "NORMAL, 49, false", "HIGH, 40, false", "LOW, 50, true", "LOW, 49, true",
			"LOW, 40, true", "LOW, 39, true" })
	void boundOfAll(Priority priority, int taken, boolean leavesSome) {
		assertThat(Reached.of("a:80", priority, pool(50, taken, new RemoteSnapshot(50, taken, 0, 0, 0))))
			.isEqualTo(new Reached("", leavesSome))
			.satisfies((reached) -> assertThat(reached.isOfOneRemote()).isFalse());
	}

	@ParameterizedTest
	@CsvSource({ "NORMAL, 10, a:80, false", "NORMAL, 9, '', false", "LOW, 10, a:80, true", "LOW, 9, a:80, true",
			"LOW, 8, a:80, true", "LOW, 7, '', true" })
	void boundOfARemote(Priority priority, int taken, String remote, boolean leavesSome) {
		assertThat(Reached.of("a:80", priority, pool(50, 40, new RemoteSnapshot(10, taken - 1, 0, 1, 0))))
			.isEqualTo(new Reached(remote, leavesSome));
	}

	@Test
	void ofFewPermitsNoneIsLeft() {
		assertThat(Reached.of("a:80", Priority.LOW, pool(4, 4, new RemoteSnapshot(4, 4, 0, 0, 0))))
			.isEqualTo(new Reached("", false));
	}

	@Test
	void remoteThatIsNotKnownYetHasNoBound() {
		assertThat(Reached.of("b:80", Priority.NORMAL, pool(50, 50, new RemoteSnapshot(10, 10, 0, 0, 0))))
			.isEqualTo(new Reached("", false));
	}

	private static PoolSnapshot pool(int limit, int taken, RemoteSnapshot remote) {
		return new PoolSnapshot(limit, limit, taken, 0, 0, 1, 8, Duration.ZERO, Map.of("a:80", remote), false, null);
	}

}
