package dev.lifeguard.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LearnedLimit}.
 */
class LearnedLimitTests {

	private static final Duration USUAL = Duration.ofMillis(100);

	private static final Duration SLOW = Duration.ofMillis(500);

	private static final String ROUTE = "/orders/{id}";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final List<Throwable> failures = new ArrayList<>();

	private int max = 100;

	private double random;

	private final LearnedLimit limit = limit(1, 10);

	@Test
	void limitIsTheInitialOneAtFirst() {
		assertThat(this.limit.getAsInt()).isEqualTo(10);
		assertThat(this.limit.limit()).isEqualTo(10);
		assertThat(this.limit.knownSafe()).isZero();
		assertThat(this.limit.lastMove()).isNull();
		assertThat(this.limit.isSlow()).isFalse();
		assertThat(this.limit.isBlocked()).isFalse();
		assertThat(this.limit.baselines()).isEmpty();
	}

	@Test
	void boundInForceGoesFirstAtOnce() {
		this.max = 4;
		assertThat(this.limit.getAsInt()).isEqualTo(4);
		assertThat(this.limit.limit()).isEqualTo(4);
		this.max = 0;
		assertThat(this.limit.getAsInt()).isOne();
		this.max = 100;
		assertThat(this.limit.getAsInt()).isEqualTo(10);
	}

	@Test
	void smallestLimitIsAtLeastOneAndAtMostTheBound() {
		assertThat(limit(0, 0).getAsInt()).isOne();
		LearnedLimit narrow = limit(30, 10);
		assertThat(narrow.getAsInt()).isEqualTo(30);
		this.max = 20;
		assertThat(narrow.getAsInt()).isEqualTo(20);
	}

	@Test
	void limitGrowsInACalmWindowIfCallersHadToWait() {
		blockedWindow(USUAL);
		assertThat(this.limit.limit()).isGreaterThan(11);
		assertThat(this.limit.lastMove()).isNotNull();
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.GREW);
	}

	@Test
	void limitGrowsIfItWasUsedUp() {
		this.limit.sent(8);
		window(USUAL);
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.GREW);
	}

	@Test
	void fractionOfAPermitIsOneAsOftenAsItIsLarge() {
		this.random = 0.4;
		blockedWindow(USUAL);
		assertThat(this.limit.limit()).isBetween(11.55, 11.6);
		assertThat(this.limit.getAsInt()).isEqualTo(11);
		this.random = 0.5;
		this.limit.sent(5);
		window(USUAL);
		assertThat(this.limit.getAsInt()).isEqualTo(12);
	}

	@Test
	void slowBackendTakesTheLimitBackToWhatIsKnownToBeSafe() {
		grow();
		double safe = this.limit.knownSafe();
		assertThat(safe).isBetween(6.0, 20.0);
		assertThat(this.limit.limit()).isGreaterThan(20);
		window(SLOW);
		assertThat(this.limit.isSlow()).isTrue();
		assertThat(this.limit.limit()).isEqualTo(safe);
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.BACK_TO_KNOWN_SAFE);
	}

	@Test
	void backendIsNotCalledSlowForEver() {
		grow();
		window(SLOW);
		this.clock.advance(Duration.ofSeconds(30));
		assertThat(this.limit.isSlow()).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.limit.isSlow()).isFalse();
	}

	@Test
	void callersAreCalledBlockedForASecond() {
		this.limit.blocked();
		assertThat(this.limit.isBlocked()).isTrue();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.limit.isBlocked()).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.limit.isBlocked()).isFalse();
	}

	@Test
	void pushbackCuts() {
		grow();
		calls(Signal.PUSHED_BACK, 20, Duration.ofMillis(3));
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.CUT_FOR_PUSHBACK);
		assertThat(this.limit.isSlow()).isFalse();
	}

	@Test
	void timeoutsCutBelowWhatIsKnownToBeSafe() {
		grow();
		calls(Signal.TIMED_OUT, 20, Duration.ofSeconds(1));
		assertThat(this.limit.isSlow()).isTrue();
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.BACK_TO_KNOWN_SAFE);
		calls(Signal.TIMED_OUT, 20, Duration.ofSeconds(1));
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.CUT_FOR_TIMEOUTS);
	}

	@Test
	void callersThatGiveUpLateCountAsTimeouts() {
		grow();
		calls(Signal.GIVEN_UP, 20, USUAL.multipliedBy(3));
		assertThat(this.limit.isSlow()).isTrue();
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.BACK_TO_KNOWN_SAFE);
	}

	@Test
	void callersThatGiveUpEarlySayNothing() {
		grow();
		LimitMove before = this.limit.lastMove();
		calls(Signal.GIVEN_UP, 100, USUAL);
		assertThat(this.limit.isSlow()).isFalse();
		assertThat(this.limit.lastMove()).isEqualTo(before);
	}

	@Test
	void otherFailuresDoNotMoveTheLimit() {
		grow();
		LimitMove before = this.limit.lastMove();
		this.limit.blocked();
		calls(Signal.FAILED, 200, Duration.ofSeconds(3));
		assertThat(this.limit.lastMove()).isEqualTo(before);
	}

	@Test
	void callsWithoutASignalMakeNoWindow() {
		this.limit.blocked();
		calls(Signal.NONE, 200, USUAL);
		assertThat(this.limit.lastMove()).isNull();
		assertThat(this.limit.baselines()).isEmpty();
	}

	@Test
	void routeThatIsNeverAnsweredDoesNotTimeOutForLoad() {
		grow();
		LimitMove before = this.limit.lastMove();
		for (int call = 0; call < 20; call++) {
			this.limit.ended("GET", "/hangs", Signal.TIMED_OUT, Duration.ofSeconds(9).toNanos());
		}
		nextWindow();
		assertThat(this.limit.lastMove()).isEqualTo(before);
		assertThat(this.limit.isSlow()).isFalse();
	}

	@Test
	void callThatWasWaitedForLessThanUsualSaysNothing() {
		grow();
		LimitMove before = this.limit.lastMove();
		calls(Signal.TIMED_OUT, 20, Duration.ofMillis(50));
		assertThat(this.limit.lastMove()).isEqualTo(before);
	}

	@Test
	void answerOfAnUnknownTimeIsNoSample() {
		calls(Signal.ANSWERED, 500, Duration.ZERO);
		calls(Signal.ANSWERED, 500, Duration.ofNanos(-1));
		assertThat(this.limit.baselines()).isEmpty();
		this.limit.blocked();
		calls(Signal.ANSWERED, 20, Duration.ZERO);
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.GREW);
	}

	@Test
	void eachRouteIsComparedWithItsOwnBaseline() {
		learn(ROUTE, USUAL);
		learn("/reports", Duration.ofSeconds(2));
		assertThat(this.limit.baselines()).containsOnlyKeys("GET " + ROUTE, "GET /reports");
		for (int call = 0; call < 20; call++) {
			this.limit.ended("GET", "/reports", Signal.ANSWERED, Duration.ofSeconds(2).toNanos());
		}
		nextWindow();
		assertThat(this.limit.isSlow()).isFalse();
		for (int call = 0; call < 20; call++) {
			this.limit.ended("GET", ROUTE, Signal.ANSWERED, Duration.ofSeconds(2).toNanos());
		}
		nextWindow();
		assertThat(this.limit.isSlow()).isTrue();
	}

	@Test
	void routeThatWaitsForEventsIsParkedAndNeverSlow() {
		grow();
		for (int span = 0; span < 8; span++) {
			this.clock.advance(Duration.ofSeconds(10));
			learn("/events", Duration.ofSeconds(20));
		}
		assertThat(this.limit.isParked("GET", "/events")).isTrue();
		assertThat(this.limit.isParked("GET", ROUTE)).isFalse();
		LimitMove before = this.limit.lastMove();
		for (int call = 0; call < 100; call++) {
			this.limit.ended("GET", "/events", Signal.TIMED_OUT, Duration.ofMinutes(2).toNanos());
			this.limit.ended("GET", "/events", Signal.ANSWERED, Duration.ofMinutes(1).toNanos());
		}
		nextWindow();
		assertThat(this.limit.isSlow()).isFalse();
		assertThat(this.limit.lastMove()).as("they say nothing").isEqualTo(before);
	}

	@Test
	void staleWindowIsDropped() {
		this.limit.blocked();
		calls(Signal.ANSWERED, 3, USUAL);
		this.clock.advance(Duration.ofSeconds(31));
		calls(Signal.ANSWERED, 3, USUAL);
		nextWindow();
		assertThat(this.limit.lastMove()).isNull();
	}

	@Test
	void clockThatIsSetBackDoesNotStopTheLearning() {
		this.clock.advance(Duration.ofDays(-10));
		blockedWindow(USUAL);
		blockedWindow(USUAL);
		assertThat(this.limit.limit()).isGreaterThan(10);
	}

	@Test
	void overrideOfTheBoundIsFollowedAndForgotten() {
		grow();
		this.max = 3;
		blockedWindow(USUAL);
		assertThat(this.limit.getAsInt()).isEqualTo(3);
		assertThat(this.limit.lastMove().reason()).isEqualTo(Reason.FOLLOWED_BOUND);
		this.max = 100;
		for (int window = 0; window < 20; window++) {
			blockedWindow(USUAL);
		}
		assertThat(this.limit.getAsInt()).isGreaterThan(20);
	}

	@Test
	void slowStartIsNotTakenForUsualForLong() {
		for (int window = 0; window < 60; window++) {
			blockedWindow(Duration.ofMillis(1000));
		}
		assertThat(this.limit.knownSafe()).isGreaterThan(50);
		for (int window = 0; window < 80; window++) {
			window(USUAL);
		}
		assertThat(this.limit.knownSafe()).isBetween(1.0, 20.0);
		window(SLOW);
		assertThat(this.limit.isSlow()).isTrue();
		assertThat(this.limit.limit()).isLessThan(20);
	}

	@Test
	void backendThatStaysSlowerIsUsualAfterSomeMinutes() {
		grow();
		window(SLOW);
		double held = this.limit.limit();
		for (int window = 0; window < 20; window++) {
			blockedWindow(SLOW);
		}
		assertThat(this.limit.limit()).isEqualTo(held);
		for (int window = 0; window < 2 * 600; window++) {
			blockedWindow(SLOW);
		}
		assertThat(this.limit.isSlow()).isFalse();
		assertThat(this.limit.limit()).isGreaterThan(2 * held);
	}

	@Test
	void errorMakesTheBoundInForceTheLimit() {
		this.random = Double.NaN;
		LearnedLimit broken = new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, 1, 10), () -> this.max, this.clock,
				() -> {
					throw new IllegalStateException("no random numbers");
				}, this.failures::add);
		for (int window = 0; window < 10; window++) {
			broken.blocked();
			for (int call = 0; call < 20; call++) {
				broken.sent(call);
				broken.ended("GET", ROUTE, Signal.ANSWERED, USUAL.toNanos());
			}
			this.clock.advance(Duration.ofMillis(500));
		}
		assertThat(this.failures).singleElement().isInstanceOf(IllegalStateException.class);
		assertThat(broken.getAsInt()).isEqualTo(100);
		assertThat(broken.limit()).isEqualTo(100);
		assertThat(broken.lastMove().reason()).isEqualTo(Reason.GAVE_UP);
		assertThat(broken.lastMove().to()).isEqualTo(100);
		this.max = 7;
		assertThat(broken.getAsInt()).isEqualTo(7);
	}

	@Test
	void whoeverIsToldOfAnErrorMayFailToo() {
		LearnedLimit broken = new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, 1, 10), () -> this.max, this.clock,
				() -> {
					throw new AssertionError("no random numbers");
				}, (failure) -> {
					throw new IllegalStateException(failure);
				});
		for (int call = 0; call < 20; call++) {
			broken.ended("GET", ROUTE, Signal.ANSWERED, USUAL.toNanos());
			this.clock.advance(Duration.ofMillis(50));
		}
		assertThat(broken.getAsInt()).isEqualTo(100);
	}

	private LearnedLimit limit(int min, int initial) {
		return new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, min, initial), () -> this.max, this.clock,
				() -> this.random, this.failures::add);
	}

	/**
	 * Ten calls in flight that take a tenth of a second each, and callers who wait.
	 */
	private void grow() {
		for (int window = 0; window < 40; window++) {
			blockedWindow(USUAL);
		}
		assertThat(this.failures).isEmpty();
	}

	private void learn(String uriTemplate, Duration firstByte) {
		for (int call = 0; call < 50; call++) {
			this.limit.ended("GET", uriTemplate, Signal.ANSWERED, firstByte.toNanos());
		}
		nextWindow();
	}

	private void blockedWindow(Duration firstByte) {
		this.limit.blocked();
		window(firstByte);
	}

	private void window(Duration firstByte) {
		calls(Signal.ANSWERED, 50, firstByte);
	}

	private void calls(Signal signal, int count, Duration firstByte) {
		for (int call = 0; call < count; call++) {
			this.limit.ended("GET", ROUTE, signal, firstByte.toNanos());
		}
		nextWindow();
	}

	/**
	 * Let half a second go by, and another call that says nothing of its own.
	 */
	private void nextWindow() {
		this.clock.advance(Duration.ofMillis(500));
		this.limit.ended("GET", ROUTE, Signal.FAILED, 0);
	}

}
