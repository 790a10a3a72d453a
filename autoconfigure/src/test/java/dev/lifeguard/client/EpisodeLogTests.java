package dev.lifeguard.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lifeguard.call.tell.Lanes;
import dev.lifeguard.call.tell.Teller;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EpisodeLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EpisodeLogTests {

	private static final PoolSnapshot POOL = new PoolSnapshot(8, 8, 8, 0, 0, 3, 16, Duration.ofMillis(2500), Map.of(),
			false, null);

	private static final Diagnosis DIAGNOSIS = new Diagnosis(Cause.SLOW_BACKEND, "all wait", "wait less", 1);

	private final EpisodeLog log = new EpisodeLog("orders", Lanes.of("orders", new Teller(Runnable::run)).reports());

	@Test
	void beginSaysWhatIsTheMatter(CapturedOutput output) {
		this.log.changed(episode(false));
		assertThat(output).contains("client 'orders': calls are refused, the pool is exhausted: " + POOL.line()
				+ "; cause=SLOW_BACKEND: all wait; advice: wait less");
	}

	@Test
	void endSaysWhatItCost(CapturedOutput output) {
		this.log.changed(episode(true));
		assertThat(output)
			.contains("client 'orders': calls are no longer refused: the episode lasted 5.0s, 7 calls were "
					+ "refused, and up to 3 waited at once; cause=SLOW_BACKEND");
	}

	private static Episode episode(boolean over) {
		return new Episode(Duration.ofSeconds(9), Duration.ofSeconds(5), over, 7, 3, POOL, DIAGNOSIS, List.of());
	}

}
