package dev.lifeguard.failure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lifeguard.failure.LeaseEvent.What;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Episode}.
 */
class EpisodeTests {

	@Test
	void episodeWithoutItsRecorderIsTheSameOtherwise() {
		LeaseEvent event = new LeaseEvent(Duration.ofSeconds(1), What.ENDED, "GET /", "a:80", Duration.ZERO,
				Duration.ofSeconds(2), Duration.ofSeconds(1));
		assertThat(episode(List.of(event)).withoutRecorder()).isEqualTo(episode(List.of()));
	}

	private static Episode episode(List<LeaseEvent> recorder) {
		return new Episode(Duration.ofSeconds(9), Duration.ofSeconds(5), true, 7, 3,
				new PoolSnapshot(8, 8, 7, 0, 1, 3, 16, Duration.ofMillis(2500), Map.of(), false, null),
				new Diagnosis(Cause.LEAK, "8 of 8 leak", "close them", 1), recorder);
	}

}
