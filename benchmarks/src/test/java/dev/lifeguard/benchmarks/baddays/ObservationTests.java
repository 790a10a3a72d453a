package dev.lifeguard.benchmarks.baddays;

import java.util.List;

import dev.lifeguard.benchmarks.backend.BackendStats;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Outcomes.Kind;
import dev.lifeguard.benchmarks.contest.Outcomes.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Observation} and {@link Row}.
 */
class ObservationTests {

	private static final Outcome BEFORE = call(1_000_000, 20, Kind.OK);

	private static final Outcome GOOD = call(3_000_000, 100, Kind.OK);

	private static final Outcome LATE = call(3_100_000, 1200, Kind.OK);

	private static final Outcome REFUSED = call(3_200_000, 10, Kind.FAILED);

	private static final Outcome OPEN = call(3_300_000, 9000, Kind.PENDING);

	private static final Outcome WAITED = call(5_500_000, 600, Kind.OK);

	private static final Outcome GOOD_AFTER = call(9_900_000, 20, Kind.OK);

	private final Observation seen = seen(BEFORE, GOOD, LATE, REFUSED, OPEN, GOOD_AFTER);

	@Test
	void countsWhatWasInTimeWhereItWasDue() {
		assertThat(Measure.TROUBLE.of(this.seen)).isEqualTo(1.0 / 3);
		assertThat(Measure.AFTER.of(this.seen)).isEqualTo(0.25);
		assertThat(Measure.EPISODE.of(this.seen)).isEqualTo(0.25);
	}

	@Test
	void whoOnlyWaitedUntilTheEndIsNotGoodInTheTrouble() {
		assertThat(Measure.TROUBLE.of(seen(WAITED))).isZero();
		assertThat(Measure.EPISODE.of(seen(WAITED))).isEqualTo(0.125);
	}

	@Test
	void wasteIsTheWorkSinceTheTroubleBeganThatWasOfNoUse() {
		assertThat(Measure.WASTED.of(this.seen)).isEqualTo(60);
	}

	@Test
	void aCallerIsToldByAFailureOrALateAnswer() {
		assertThat(Measure.FAILURES.of(this.seen)).isEqualTo(1);
		assertThat(Measure.TOLD.of(this.seen)).isEqualTo(1200);
		assertThat(Measure.TOLD.of(seen(OPEN, OPEN, REFUSED))).isInfinite();
		assertThat(Measure.TOLD.of(seen(GOOD))).isNaN();
	}

	@Test
	void theLastWindowWithTooFewGoodCallsEndsTheRecovery() {
		assertThat(Measure.RECOVERY.of(this.seen)).isZero();
		assertThat(Measure.RECOVERY.of(seen(call(6_600_000, 1, Kind.FAILED)))).isEqualTo(750);
		assertThat(Measure.RECOVERY.of(seen(call(9_900_000, 1, Kind.FAILED)))).isInfinite();
	}

	@Test
	void aLineOfTheFileSaysItAll() {
		Row row = Row.of(Scenario.SLOW, 3, "apache-tuned", this.seen);
		assertThat(Row.parse(row.toString())).isEqualTo(row);
		assertThat(Row.HEADER.split(",")).hasSameSizeAs(row.toString().split(","));
	}

	private static Observation seen(Outcome... calls) {
		return new Observation(new Outcomes(List.of(calls)), 5, new BackendStats(10, 10, 1, 0), 1024);
	}

	private static Outcome call(long due, long millis, Kind kind) {
		return new Outcome(due, due + 1000 * millis, kind);
	}

}
