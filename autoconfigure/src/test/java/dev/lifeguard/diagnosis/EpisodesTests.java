package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Episodes}.
 */
class EpisodesTests {

	private static final Diagnosis KNOWN = new Diagnosis(Cause.LEAK, "evidence", "advice", 1);

	private static final Diagnosis UNKNOWN = new Diagnosis(Cause.UNKNOWN, "none", "none", 0);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final List<Episode> told = new ArrayList<>();

	private final Episodes episodes = new Episodes(this.clock, (now) -> List.of(), this.told::add);

	private void refuse(Diagnosis diagnosis, int pending) {
		this.episodes.refused(new PoolSnapshot(8, 8, 8, 0, 0, pending, 8, Duration.ZERO, Map.of(), false, null),
				diagnosis);
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.episodes.tick();
	}

	@Test
	void episodeIsToldTwiceHoweverManyAreRefused() {
		for (int call = 1; call <= 100; call++) {
			refuse(KNOWN, call % 7);
			this.clock.advance(Duration.ofMillis(50));
			this.episodes.tick();
		}
		assertThat(this.told).singleElement().satisfies((begin) -> assertThat(begin.over()).isFalse());
		pass(Duration.ofSeconds(6));
		pass(Duration.ofSeconds(6));
		assertThat(this.told).hasSize(2);
		Episode end = this.told.get(1);
		assertThat(end.over()).isTrue();
		assertThat(end.refused()).isEqualTo(100);
		assertThat(end.peakPending()).isEqualTo(6);
		assertThat(end.lasted()).isEqualTo(Duration.ofMillis(99 * 50));
		assertThat(this.episodes.current()).isNull();
		assertThat(this.episodes.last()).isNotNull();
	}

	@Test
	void episodeIsToldWhenItsCauseIsKnown() {
		refuse(UNKNOWN, 1);
		assertThat(this.told).isEmpty();
		refuse(KNOWN, 1);
		assertThat(this.told).singleElement()
			.satisfies((begin) -> assertThat(begin.diagnosis().cause()).isEqualTo(Cause.LEAK));
	}

	@Test
	void episodeIsToldWithinASecondIfItsCauseStaysUnknown() {
		refuse(UNKNOWN, 1);
		pass(Duration.ofMillis(500));
		assertThat(this.told).isEmpty();
		pass(Duration.ofMillis(600));
		assertThat(this.told).singleElement()
			.satisfies((begin) -> assertThat(begin.diagnosis().cause()).isEqualTo(Cause.UNKNOWN));
	}

	@Test
	void verdictIsNotForgottenForTheLackOfOne() {
		refuse(KNOWN, 1);
		refuse(UNKNOWN, 1);
		assertThat(this.episodes.last()).isNotNull()
			.satisfies((last) -> assertThat(last.diagnosis().cause()).isEqualTo(Cause.LEAK));
	}

	@Test
	void refusalAfterTheEndIsAnotherEpisode() {
		refuse(KNOWN, 1);
		pass(Duration.ofSeconds(6));
		refuse(KNOWN, 1);
		assertThat(this.told).hasSize(3);
		assertThat(this.told.get(2).refused()).isOne();
	}

}
