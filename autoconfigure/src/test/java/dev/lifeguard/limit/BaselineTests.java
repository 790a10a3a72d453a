package dev.lifeguard.limit;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Baseline}.
 */
class BaselineTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Baseline baseline = new Baseline(this.clock.getAsLong());

	@Test
	void nothingIsKnownBeforeTheFirstFiftyAnswers() {
		answers(49, 100);
		assertThat(this.baseline.isKnown()).isFalse();
		assertThat(this.baseline.nanos()).isZero();
		answers(1, 100);
		assertThat(this.baseline.isKnown()).isTrue();
		assertUsual(100);
	}

	@Test
	void firstGuessStaysUntilTheFirstSpanIsOver() {
		answers(50, 100);
		this.clock.advance(Duration.ofMillis(9_999));
		answers(500, 200);
		assertUsual(100);
		this.clock.advance(Duration.ofMillis(1));
		answers(1, 200);
		assertUsual(200);
	}

	@Test
	void spanWithFewAnswersLastsAMinute() {
		this.clock.advance(Duration.ofSeconds(59));
		answers(30, 100);
		assertThat(this.baseline.isKnown()).isFalse();
		this.clock.advance(Duration.ofSeconds(1));
		answers(1, 100);
		assertUsual(100);
	}

	@Test
	void spanWithHardlyAnyAnswersLastsUntilThereAreTwenty() {
		for (int minute = 0; minute < 19; minute++) {
			this.clock.advance(Duration.ofMinutes(1));
			answers(1, 100);
		}
		assertThat(this.baseline.isKnown()).isFalse();
		answers(1, 100);
		assertUsual(100);
	}

	@Test
	void slowStartIsForgottenInTheFirstGoodSpan() {
		spans(3, 1000);
		assertUsual(1000);
		assertThat(span(100)).isTrue();
		assertUsual(100);
	}

	@Test
	void longSlowStartIsForgottenWhenAQuarterOfTheSpansAreGood() {
		spans(30, 1000);
		spans(9, 100);
		assertUsual(1000);
		spans(1, 100);
		assertUsual(100);
	}

	@Test
	void slowSpellIsNotUsual() {
		spans(20, 100);
		spans(20, 1000);
		assertUsual(100);
	}

	@Test
	void backendThatStaysSlowerIsUsualWithinTenMinutes() {
		spans(60, 100);
		spans(44, 1000);
		assertUsual(100);
		spans(2, 1000);
		assertUsual(1000);
	}

	@Test
	void onlyAMuchLowerValueIsACorrection() {
		assertThat(span(100)).isFalse();
		assertThat(span(80)).isFalse();
		assertThat(span(40)).isTrue();
		assertThat(span(400)).isFalse();
	}

	@Test
	void firstGuessCanBeCorrected() {
		answers(50, 300);
		assertThat(answers(1000, 100)).isFalse();
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(answers(1, 100)).isTrue();
		assertUsual(100);
	}

	@Test
	void routeIsParkedIfItTakesMoreThanFiveSecondsForAMinute() {
		spans(5, 6000);
		assertThat(this.baseline.isParked()).isFalse();
		spans(1, 6000);
		assertThat(this.baseline.isParked()).isTrue();
		spans(2, 1000);
		assertThat(this.baseline.isParked()).isFalse();
	}

	@Test
	void quickRouteIsNotParked() {
		spans(10, 4500);
		assertThat(this.baseline.isParked()).isFalse();
	}

	@Test
	void clockThatIsSetBackDoesNotStopTheLearning() {
		spans(1, 100);
		this.clock.advance(Duration.ofDays(-1));
		answers(20, 40);
		assertUsual(40);
		spans(1, 20);
		assertUsual(20);
	}

	private void spans(int count, int millis) {
		for (int span = 0; span < count; span++) {
			span(millis);
		}
	}

	private boolean span(int millis) {
		this.clock.advance(Duration.ofSeconds(10));
		return answers(50, millis);
	}

	private boolean answers(int count, int millis) {
		boolean corrected = false;
		for (int answer = 0; answer < count; answer++) {
			corrected |= this.baseline.add(Duration.ofMillis(millis).toNanos(), this.clock.getAsLong());
		}
		return corrected;
	}

	private void assertUsual(int millis) {
		assertThat(this.baseline.nanos()).isBetween(Duration.ofMillis(millis).toNanos() * 9 / 10,
				Duration.ofMillis(millis).toNanos() * 11 / 10);
	}

}
