package dev.lifeguard.limit;

import java.time.Duration;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Window}.
 */
class WindowTests {

	private static final long USUAL = 1_000_000;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Window window = new Window(this.clock.getAsLong());

	@Test
	void windowIsDueAfterAQuarterOfASecondWithTwentyCalls() {
		answers(19);
		this.clock.advance(Duration.ofMillis(250));
		assertThat(isDue()).isFalse();
		answers(1);
		assertThat(isDue()).isTrue();
	}

	@Test
	void windowIsNotDueEarlierHoweverManyCallsThereAre() {
		answers(1000);
		this.clock.advance(Duration.ofMillis(249));
		assertThat(isDue()).isFalse();
	}

	@Test
	void windowIsDueAfterHalfASecondWithFiveCallsOfAnyKind() {
		this.window.answered(USUAL, USUAL);
		this.window.pushedBack(USUAL);
		this.window.failed(USUAL);
		this.window.timedOut(USUAL, USUAL);
		this.clock.advance(Duration.ofMillis(500));
		assertThat(isDue()).isFalse();
		this.window.failed(USUAL);
		assertThat(isDue()).isTrue();
	}

	@Test
	void windowIsStaleAfterHalfAMinute() {
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(isStale()).isFalse();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(isStale()).isTrue();
		take();
		assertThat(isStale()).isFalse();
	}

	@Test
	void windowIsStaleIfTheClockWasSetBack() {
		answers(20);
		this.clock.advance(Duration.ofMinutes(-1));
		assertThat(isDue()).isFalse();
		assertThat(isStale()).isTrue();
	}

	@Test
	void threadThatReadTheClockEarlierFindsNothingDue() {
		long before = this.clock.getAsLong();
		this.clock.advance(Duration.ofSeconds(1));
		take();
		answers(100);
		assertThat(this.window.isDue(before)).isFalse();
		assertThat(this.window.isStale(before)).isFalse();
	}

	@Test
	void answersAreComparedWithWhatIsUsual() {
		this.window.answered(3 * USUAL / 2, USUAL);
		this.window.answered(3 * USUAL / 2 + 1, USUAL);
		this.window.answered(2 * USUAL, USUAL);
		this.window.answered(2 * USUAL + 1, USUAL);
		this.window.answered(100 * USUAL, 0);
		Tally tally = take();
		assertThat(tally.ends()).isEqualTo(new Tally.Ends(5, 0, 0, 0));
		assertThat(tally.pace()).isEqualTo(new Tally.Pace(4, 3, 1));
	}

	@Test
	void callThatTimedOutIsNeverAsFastAsUsual() {
		this.window.timedOut(USUAL, USUAL);
		this.window.timedOut(3 * USUAL, USUAL);
		Tally tally = take();
		assertThat(tally.ends()).isEqualTo(new Tally.Ends(0, 0, 0, 2));
		assertThat(tally.pace()).isEqualTo(new Tally.Pace(2, 2, 1));
	}

	@Test
	void pushbackAndFailuresAreNoSamples() {
		this.window.pushedBack(1);
		this.window.failed(1);
		Tally tally = take();
		assertThat(tally.ends()).isEqualTo(new Tally.Ends(0, 1, 1, 0));
		assertThat(tally.pace()).isEqualTo(new Tally.Pace(0, 0, 0));
	}

	@Test
	void timesOfAllCallsAddUp() {
		this.window.answered(1, USUAL);
		this.window.pushedBack(10);
		this.window.failed(100);
		this.window.timedOut(1000, USUAL);
		assertThat(take().unansweredNanos()).isEqualTo(1111);
	}

	@Test
	void peakIsTheMostAtOnce() {
		IntStream.of(3, 7, 5).forEach(this.window::sent);
		assertThat(take().peak()).isEqualTo(7);
		assertThat(take().peak()).isZero();
	}

	@Test
	void blockedAndCorrectedAreOfOneWindow() {
		this.window.blocked();
		assertThat(take().blocked()).isTrue();
		this.window.corrected();
		Tally tally = take();
		assertThat(tally.blocked()).isFalse();
		assertThat(tally.corrected()).isTrue();
		assertThat(take().corrected()).isFalse();
	}

	@Test
	void tallyIsOfTheTimeSinceTheLastOne() {
		answers(3);
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(take().nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
		this.clock.advance(Duration.ofSeconds(1));
		Tally empty = take();
		assertThat(empty.nanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
		assertThat(empty.ends().all()).isZero();
		assertThat(empty.unansweredNanos()).isZero();
	}

	@Test
	void callsOfManyThreadsAreCountedOnceEach() {
		int calls = 200_000;
		long taken = IntStream.range(0, calls)
			.parallel()
			.mapToLong((call) -> (call % 1000 == 0) ? counted() : count())
			.sum();
		assertThat(taken + take().ends().all()).isEqualTo(calls);
	}

	private long count() {
		this.window.answered(USUAL, USUAL);
		return 0;
	}

	private synchronized long counted() {
		count();
		return take().ends().all();
	}

	private void answers(int count) {
		for (int answer = 0; answer < count; answer++) {
			count();
		}
	}

	private boolean isDue() {
		return this.window.isDue(this.clock.getAsLong());
	}

	private boolean isStale() {
		return this.window.isStale(this.clock.getAsLong());
	}

	private Tally take() {
		return this.window.take(this.clock.getAsLong());
	}

}
