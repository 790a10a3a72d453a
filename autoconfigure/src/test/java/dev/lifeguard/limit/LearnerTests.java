package dev.lifeguard.limit;

import java.time.Duration;
import java.util.Random;

import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Learner}.
 */
class LearnerTests {

	private static final int MAX = 100;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Learner learner = new Learner(10);

	private int min = 1;

	private int max = MAX;

	@Test
	void limitIsTheInitialOneAtFirst() {
		assertThat(this.learner.limit()).isEqualTo(10);
		assertThat(this.learner.knownSafe()).isZero();
	}

	@Test
	void limitStaysWhileItIsNotUsedUp() {
		assertThat(learn(Tallies.calm().peak(7))).isNull();
		assertThat(this.learner.limit()).isEqualTo(10);
	}

	@Test
	void limitGrowsWhenItIsUsedUp() {
		LimitMove move = learn(Tallies.calm().peak(8));
		assertThat(move).isNotNull();
		assertThat(move.reason()).isEqualTo(Reason.GREW);
		assertThat(move.from()).isEqualTo(10);
		assertThat(move.to()).isEqualTo(10 + 0.5 * Math.sqrt(10));
		assertThat(move.nanos()).isEqualTo(this.clock.getAsLong());
		assertThat(this.learner.limit()).isEqualTo(move.to());
	}

	@Test
	void limitGrowsWhenACallerHadToWait() {
		assertReason(Tallies.calm().blocked(), Reason.GREW);
	}

	@Test
	void limitGrowsByNoMoreThanHalfOfWhatWasAnswered() {
		learn(Tallies.calm().blocked().ends(2, 0, 10, 0).pace(2, 0, 0));
		assertThat(this.learner.limit()).isEqualTo(11);
		learn(Tallies.calm().blocked().ends(1, 0, 10, 0).pace(1, 0, 0));
		assertThat(this.learner.limit()).isEqualTo(11.5);
	}

	@Test
	void limitGrowsFastBelowWhatIsKnownToBeSafe() {
		known(40, 80);
		cutTo(10);
		double before = this.learner.limit();
		learn(Tallies.calm().blocked().mean(40));
		assertThat(this.learner.limit()).isEqualTo(before + Math.min(0.5 * before + 1, 10));
	}

	@Test
	void limitDoesNotGrowPastTheBound() {
		learn(1000, Tallies.calm().blocked());
		assertThat(this.learner.limit()).isEqualTo(MAX);
	}

	@Test
	void limitDecaysToThreeTimesTheMinutesPeak() {
		known(20, 60);
		assertReason(Tallies.calm().peak(30), null);
		assertReason(Tallies.calm().peak(5), null);
		this.clock.advance(Duration.ofSeconds(61));
		assertReason(Tallies.calm().peak(5), Reason.DECAYED_TO_NEED);
		learn(1000, Tallies.calm().peak(5));
		assertThat(this.learner.limit()).isEqualTo(15);
	}

	@Test
	void limitDecaysToTheInitialOneAndNoFurther() {
		known(20, 60);
		this.clock.advance(Duration.ofSeconds(61));
		learn(1000, Tallies.calm().peak(1));
		assertThat(this.learner.limit()).isEqualTo(10);
	}

	@Test
	void slowBackendTakesTheLimitBackToWhatIsKnownToBeSafe() {
		known(20, 60);
		assertReason(Tallies.slow().blocked(), Reason.BACK_TO_KNOWN_SAFE);
		assertThat(this.learner.limit()).isCloseTo(30, within(1e-6));
		assertReason(Tallies.slow().blocked(), null);
		assertThat(this.learner.limit()).isCloseTo(30, within(1e-6));
	}

	@Test
	void timeoutsTakeItBackThereFirstAndFurtherThen() {
		known(20, 60);
		assertReason(Tallies.timedOut(10), Reason.BACK_TO_KNOWN_SAFE);
		assertReason(Tallies.timedOut(10), Reason.CUT_FOR_TIMEOUTS);
		assertThat(this.learner.limit()).isCloseTo(24, within(1e-6));
	}

	@Test
	void pushbackCuts() {
		known(20, 60);
		assertReason(Tallies.pushedBack(10), Reason.CUT_FOR_PUSHBACK);
		assertThat(this.learner.limit()).isCloseTo(42, within(1e-6));
	}

	@Test
	void pushbackOfASlowBackendCutsToo() {
		known(20, 60);
		assertReason(Tallies.pushedBack(10).pace(10, 10, 10), Reason.CUT_FOR_PUSHBACK);
	}

	@Test
	void slowBackendWithoutLossesIsTrustedUpToWhatIsKnownToBeSafe() {
		known(20, 60);
		cutTo(20);
		double before = this.learner.limit();
		assertReason(Tallies.slow(), Reason.GREW_TOWARDS_KNOWN_SAFE);
		assertThat(this.learner.limit()).isCloseTo(before + 3, within(0.1));
		learn(100, Tallies.slow());
		assertThat(this.learner.limit()).isCloseTo(30, within(0.5));
		assertReason(Tallies.slow(), null);
	}

	@Test
	void slowBackendWithSomeTimeoutsKeepsTheLimit() {
		known(20, 60);
		cutTo(20);
		assertReason(Tallies.slow().ends(19, 0, 0, 1), null);
	}

	@Test
	void nothingMovesBetweenCalmAndSlow() {
		known(20, 60);
		assertReason(Tallies.calm().pace(20, 15, 5).blocked(), null);
	}

	@Test
	void lossesThatAreNotOurDoingStopTheCutsAndNotTheGrowth() {
		known(20, 60);
		LimitMove move = learn(Tallies.pushedBack(10));
		for (int window = 0; window < 10 && move.reason() != Reason.NOT_OUR_DOING; window++) {
			move = learn(Tallies.pushedBack(10));
		}
		assertThat(move.reason()).isEqualTo(Reason.NOT_OUR_DOING);
		assertReason(Tallies.pushedBack(10).peak(15), null);
		assertReason(Tallies.pushedBack(10).blocked(), Reason.GREW);
		assertReason(Tallies.pushedBack(10).pace(10, 10, 10), Reason.BACK_TO_KNOWN_SAFE);
	}

	@Test
	void clientThatIsAlwaysPushedBackCanStillGrow() {
		known(5, 15);
		for (int second = 0; second < 300; second++) {
			this.clock.advance(Duration.ofMillis(500));
			learn(Tallies.pushedBack(4).blocked().mean(this.learner.limit()));
		}
		assertThat(this.learner.limit()).isGreaterThan(60);
	}

	@Test
	void nothingIsCutBeforeABaselineIsKnown() {
		learn(Tallies.calm().ends(10, 10, 0, 0).pace(0, 0, 0).blocked());
		learn(Tallies.calm().ends(0, 20, 0, 0).pace(0, 0, 0).blocked());
		learn(Tallies.calm().ends(0, 0, 20, 0).pace(0, 0, 0).blocked());
		assertThat(this.learner.limit()).isEqualTo(10);
	}

	@Test
	void limitGrowsBeforeABaselineIsKnownOnlyIfItIsUsedUp() {
		assertReason(Tallies.calm().pace(0, 0, 0), null);
		assertReason(Tallies.calm().pace(0, 0, 0).blocked(), Reason.GREW);
	}

	@Test
	void outageAndItsEndLeaveALimitThatGrowsAgain() {
		known(20, 60);
		for (int window = 0; window < 1000; window++) {
			this.clock.advance(Duration.ofMillis(500));
			learn(Tallies.timedOut(20).ends(0, 0, 0, 20).blocked());
		}
		assertThat(this.learner.limit()).isBetween(7.0, 31.0);
		this.clock.advance(Duration.ofSeconds(61));
		learn(20, Tallies.calm().blocked());
		assertThat(this.learner.limit()).isGreaterThan(31);
	}

	@Test
	void limitFollowsTheBound() {
		known(20, 60);
		this.max = 7;
		assertReason(Tallies.calm().blocked().peak(60), Reason.FOLLOWED_BOUND);
		assertThat(this.learner.limit()).isEqualTo(7);
		this.max = MAX;
		learn(10, Tallies.calm().blocked().mean(20));
		assertThat(this.learner.limit()).isGreaterThan(30);
	}

	@Test
	void limitIsNeverLessThanTheSmallest() {
		this.min = 5;
		known(1, 20);
		learn(Tallies.slow());
		assertThat(this.learner.limit()).isEqualTo(5);
		learn(100, Tallies.pushedBack(20));
		assertThat(this.learner.limit()).isEqualTo(5);
	}

	@Test
	void boundGoesBeforeTheSmallestLimit() {
		this.min = 5;
		this.max = 3;
		learn(Tallies.calm());
		assertThat(this.learner.limit()).isEqualTo(3);
	}

	@Test
	void windowWithoutALengthLeavesANumber() {
		Tally empty = Tallies.calm().length(Duration.ZERO).tally();
		Tally endless = new Tally(0, empty.ends(), empty.pace(), 1, 1, true, false);
		for (Tally tally : new Tally[] { empty, empty, endless, endless, empty, Tallies.slow().tally() }) {
			this.learner.learn(tally, 1, MAX, this.clock.getAsLong());
		}
		learn(100, Tallies.calm().mean(20).blocked());
		assertThat(this.learner.limit()).isEqualTo(MAX);
		assertThat(this.learner.knownSafe()).isCloseTo(30, within(1e-6));
	}

	@Test
	void noWindowsTakeTheLimitOutOfItsBoundsOrStopIt() {
		Random random = new Random(1);
		for (int window = 0; window < 100_000; window++) {
			this.min = 1 + random.nextInt(3);
			this.max = 3 + random.nextInt(100);
			this.clock.advance(Duration.ofMillis(250 + random.nextInt(2000)));
			learn(any(random));
			assertThat(this.learner.limit()).isBetween((double) this.min, (double) this.max);
			assertThat(this.learner.knownSafe()).isBetween(0.0, 103.0);
		}
		this.clock.advance(Duration.ofSeconds(61));
		this.max = MAX;
		learn(200, Tallies.calm().blocked());
		assertThat(this.learner.limit()).isEqualTo(MAX);
	}

	private static Tallies any(Random random) {
		int answered = random.nextInt(50);
		int timedOut = random.nextInt(3) * random.nextInt(20);
		int samples = random.nextInt(answered + timedOut + 1);
		int unusual = random.nextInt(samples + 1);
		Tallies tallies = Tallies.calm()
			.ends(answered, random.nextInt(2) * random.nextInt(20), random.nextInt(5), timedOut)
			.pace(samples, unusual, random.nextInt(unusual + 1))
			.mean(random.nextInt(200))
			.peak(random.nextInt(100));
		return random.nextBoolean() ? tallies.blocked() : tallies;
	}

	/**
	 * Let so many calls on average be known to be half as many again as are safe, and the
	 * limit be another.
	 */
	private void known(double mean, int limit) {
		this.max = limit;
		learn(1000, Tallies.calm().mean(mean).blocked());
		this.max = MAX;
		assertThat(this.learner.limit()).isEqualTo(limit);
		assertThat(this.learner.knownSafe()).isCloseTo(1.5 * mean, within(1e-6));
	}

	private void cutTo(int limit) {
		this.max = limit;
		learn(Tallies.slow());
		this.max = MAX;
		assertThat(this.learner.limit()).isLessThanOrEqualTo(limit);
	}

	private void assertReason(Tallies tallies, Reason expected) {
		LimitMove move = learn(tallies);
		assertThat((move != null) ? move.reason() : null).isEqualTo(expected);
	}

	private void learn(int windows, Tallies tallies) {
		for (int window = 0; window < windows; window++) {
			learn(tallies);
		}
	}

	private LimitMove learn(Tallies tallies) {
		return this.learner.learn(tallies.tally(), this.min, this.max, this.clock.getAsLong());
	}

}
