package dev.lifeguard.benchmarks.baddays;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.lifeguard.benchmarks.backend.BackendStats;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Outcomes.Kind;
import dev.lifeguard.benchmarks.contest.Outcomes.Outcome;
import dev.lifeguard.benchmarks.contest.Schedule;
import dev.lifeguard.benchmarks.report.Spread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Observation} and {@link Row}.
 */
class ObservationTests {

	private static final Outcome BEFORE = call(1_000_000, 20, Kind.OK);

	private static final Outcome GOOD = call(Timeline.TROUBLE + 1_000_000, 100, Kind.OK);

	private static final Outcome LATE = call(Timeline.TROUBLE + 1_100_000, 1200, Kind.OK);

	private static final Outcome REFUSED = call(Timeline.TROUBLE + 1_200_000, 10, Kind.FAILED);

	private static final Outcome OPEN = call(Timeline.TROUBLE + 1_300_000, 9000, Kind.PENDING);

	private static final Outcome WAITED = call(Timeline.HOPE + 500_000, 600, Kind.OK);

	private static final Outcome GOOD_AFTER = call(Timeline.LAST - 100_000, 20, Kind.OK);

	private final Observation seen = seen(BEFORE, GOOD, LATE, REFUSED, OPEN, GOOD_AFTER);

	@Test
	void countsWhatWasInTimeWhereItWasDue() {
		assertThat(Measure.TROUBLE.of(this.seen)).isEqualTo(1.0 / 7);
		assertThat(Measure.AFTER.of(this.seen)).isEqualTo(1.0 / 3);
		assertThat(Measure.EPISODE.of(this.seen)).isEqualTo(2.0 / 11);
	}

	@Test
	void whoOnlyWaitedUntilTheEndIsNotGoodInTheTrouble() {
		assertThat(Measure.TROUBLE.of(seen(WAITED))).isZero();
		assertThat(Measure.EPISODE.of(seen(WAITED))).isEqualTo(1.0 / 11);
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
		assertThat(Measure.RECOVERY.of(seen(call(Timeline.AFTER + 600_000, 1, Kind.FAILED)))).isEqualTo(750);
		assertThat(Measure.RECOVERY.of(seen(call(Timeline.LAST - 100_000, 1, Kind.FAILED)))).isInfinite();
	}

	@Test
	void whatWasNotSeenIsNotCalledNever() {
		assertThat(Measure.RECOVERY.format(Double.POSITIVE_INFINITY)).isEqualTo("> 3000");
		assertThat(Measure.TOLD.format(Double.POSITIVE_INFINITY)).isEqualTo("never");
		assertThat(Measure.P99.format(Spread.of(Double.NaN, 3, Double.NaN))).isEqualTo("3");
		assertThat(Measure.P99.format(Spread.of(Double.NaN))).isEqualTo("-");
	}

	@Test
	void workForThoseWhoLeakIsKnown() {
		Calls calls = new Calls(new Schedule(Path.of("unused"), 2), Set.of(GOOD.dueMicros(), REFUSED.dueMicros()));
		assertThat(calls.answeredLeaks(new Outcomes(List.of(BEFORE, GOOD, REFUSED)))).isEqualTo(1);
	}

	@Test
	void aLineOfTheFileSaysItAll() {
		Row row = Row.of(Scenario.SLOW, 3, "apache-tuned", this.seen);
		assertThat(Row.parse(row.toString())).isEqualTo(row);
		assertThat(Row.HEADER.split(",")).hasSameSizeAs(row.toString().split(","));
	}

	private static Observation seen(Outcome... calls) {
		return new Observation(new Outcomes(List.of(calls)), 5, new BackendStats(10, 1, 0, 10), 1024, 50);
	}

	private static Outcome call(long due, long millis, Kind kind) {
		return new Outcome(due, due + 1000 * millis, kind);
	}

}
