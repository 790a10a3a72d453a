package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Diagnostician} and the symptoms that it knows.
 */
class DiagnosticianTests {

	private static final int LIMIT = 8;

	private final List<Holder> holders = new ArrayList<>();

	private final Map<String, RemoteSnapshot> remotes = new HashMap<>();

	private @Nullable Duration usual = Duration.ofMillis(20);

	private @Nullable Duration recent = Duration.ofMillis(20);

	private @Nullable Duration usualHeld = Duration.ofMillis(20);

	private Duration recentHeld = Duration.ofMillis(20);

	private @Nullable Duration meanHeld;

	private boolean ofOneRemote;

	private Duration usualTail = Duration.ofMillis(20);

	private int ended = 100;

	private double arrivals = 100;

	private double retryShare;

	private void hold(int count, Phase phase, long millis) {
		hold(count, phase, millis, false, false);
	}

	private void hold(int count, Phase phase, long millis, boolean nesting, boolean blocked) {
		hold(count, "backend:80", phase, millis, nesting, blocked);
	}

	private void hold(int count, String remote, Phase phase, long millis, boolean nesting, boolean blocked) {
		this.remotes.put(remote, new RemoteSnapshot(LIMIT, count, 0, 0, 0));
		Duration time = Duration.ofMillis(millis);
		for (int holder = 0; holder < count; holder++) {
			this.holders.add(new Holder("GET /orders", remote, phase, time, time, time, 0, null, false, nesting, false,
					blocked, null));
		}
	}

	private static @Nullable Times times(@Nullable Duration time) {
		return (time != null) ? new Times(time, time, time) : null;
	}

	private Diagnosis diagnose() {
		PoolSnapshot pool = new PoolSnapshot(LIMIT, LIMIT, LIMIT, 0, 0, 3, 8, Duration.ofSeconds(1), this.remotes);
		Times usual = (this.usual != null) ? new Times(this.usual, this.usualTail, this.usualTail) : null;
		Figures figures = new Figures(usual, times(this.recent), times(this.usualHeld), times(this.recentHeld),
				this.ended, this.arrivals, (this.meanHeld != null) ? this.meanHeld : this.recentHeld, this.retryShare);
		return new Diagnostician().diagnose(new Facts("orders", pool, this.holders, this.ofOneRemote, figures,
				Duration.ofSeconds(2), Duration.ofSeconds(10)));
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE,SLOW_BACKEND", "SENDING,SLOW_BACKEND", "BODY,STALLED_BODY", "UNREAD,LEAK",
			"NAME,CONNECT_STALL", "CONNECTING,CONNECT_STALL", "TLS,CONNECT_STALL" })
	void phaseThatLastsTooLongIsNamed(Phase phase, Cause cause) {
		hold(LIMIT, phase, 300);
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(cause);
		assertThat(diagnosis.evidence()).startsWith("8 of 8 connections ");
		assertThat(diagnosis.confidence()).isEqualTo(1);
		assertThat(diagnosis.advice()).contains("raising max-connections ");
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE", "SENDING", "BODY", "UNREAD", "CONNECTING", "TLS" })
	void phaseThatHasJustBegunIsNot(Phase phase) {
		hold(LIMIT, phase, 5);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(diagnose().confidence()).isZero();
	}

	@Test
	void fewAreNoReason() {
		hold(1, Phase.UNREAD, 5000);
		hold(7, Phase.FIRST_BYTE, 5);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	@Test
	void severalCausesAreMixed() {
		hold(4, Phase.UNREAD, 5000);
		hold(3, Phase.FIRST_BYTE, 5000);
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(diagnosis.evidence()).startsWith("mixed, LEAK and SLOW_BACKEND; LEAK: 4 of 7 ");
		assertThat(diagnosis.advice()).contains("LEAK: ", "SLOW_BACKEND: ");
	}

	/**
	 * A reader who asks every 250 ms, one who asks every 3 s, and two who have gone.
	 */
	@ParameterizedTest
	@CsvSource({ "10,2500,240,SLOW_READER", "10,30000,2900,SLOW_READER", "2,300,240,SLOW_READER", "10,40000,13000,LEAK",
			"10,900,700,LEAK", "5,700,400,LEAK", "1,900,400,LEAK", "0,900,-1,LEAK" })
	void whenTheApplicationAskedLastTellsSlowFromGone(int asks, long since, long sinceAsk, Cause cause) {
		Duration time = Duration.ofMillis(since);
		Duration last = (sinceAsk >= 0) ? Duration.ofMillis(sinceAsk) : null;
		for (int holder = 0; holder < LIMIT; holder++) {
			this.holders.add(new Holder("GET /orders", "backend:80", Phase.UNREAD, time, time,
					(last != null) ? last : time, asks, last, false, false, false, false, null));
		}
		assertThat(diagnose().cause()).isEqualTo(cause);
	}

	@Test
	void callsWithinCallsAreNoLeak() {
		hold(LIMIT, Phase.UNREAD, 300, true, false);
		assertThat(diagnose().cause()).isEqualTo(Cause.NESTED_CALLS);
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE", "BODY", "UNREAD", "CONNECTING" })
	void blockedLoopExplainsEveryPhase(Phase phase) {
		hold(LIMIT, phase, 300, false, true);
		assertThat(diagnose().cause()).isEqualTo(Cause.EVENT_LOOP_BLOCKED);
	}

	@Test
	void answersThatTakeTwiceAsLongAreSlow() {
		this.recent = Duration.ofMillis(45);
		this.arrivals = 10_000;
		hold(LIMIT, Phase.FIRST_BYTE, 20);
		assertThat(diagnose().cause()).isEqualTo(Cause.SLOW_BACKEND);
	}

	@Test
	void fastAnswersForMoreCallsThanPlacesNeedAWiderPool() {
		this.arrivals = 1000;
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.UNDERSIZED);
		assertThat(diagnosis.evidence())
			.startsWith("1000 calls per second hold a place for 20ms each, that is 20 places");
		assertThat(diagnosis.advice().lines()).containsExactly(
				"raise pool.max-connections from 8 to 30, which is the load and a half", "    lifeguard:",
				"      clients:", "        orders:", "          pool:", "            max-connections: 30");
	}

	@Test
	void poolIsNotTooSmallForASlowBackend() {
		this.arrivals = 1000;
		this.recent = Duration.ofMillis(38);
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		assertThat(diagnose().cause()).isNotEqualTo(Cause.UNDERSIZED);
	}

	@Test
	void poolIsNotTooSmallWhileThoseWithoutAnAnswerWaitForLong() {
		this.arrivals = 1000;
		hold(LIMIT, Phase.FIRST_BYTE, 50);
		assertThat(diagnose().cause()).isNotEqualTo(Cause.UNDERSIZED);
	}

	@Test
	void poolIsNotTooSmallForBodiesThatTakeLongerThanUsual() {
		this.arrivals = 1000;
		this.recentHeld = Duration.ofMillis(200);
		hold(LIMIT, Phase.BODY, 10);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	@Test
	void fewMillisecondsAreMuchForAFastBackend() {
		this.arrivals = 10_000;
		this.usual = Duration.ofMillis(2);
		this.recent = Duration.ofMillis(7);
		hold(LIMIT, Phase.FIRST_BYTE, 1);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	/**
	 * As after a standstill, or with a leak now and then.
	 */
	@Test
	void poolIsNotTooSmallIfOnlySomePlacesAreHeldForLong() {
		this.arrivals = 200;
		this.meanHeld = Duration.ofMillis(200);
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		assertThat(diagnose().cause()).isNotEqualTo(Cause.UNDERSIZED);
	}

	@Test
	void boundOfOneRemoteIsNotThatOfThePool() {
		this.arrivals = 1000;
		this.ofOneRemote = true;
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	@Test
	void longAnswersThatAreUsualAreNotSlow() {
		this.usualTail = Duration.ofSeconds(2);
		hold(LIMIT, Phase.FIRST_BYTE, 1500);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	@Test
	void poolIsNotTooSmallIfItsPlacesWereNotGivenBackOften() {
		this.arrivals = 1000;
		this.ended = 5;
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	@ParameterizedTest
	@CsvSource({ "50,UNDERSIZED", "150,UNKNOWN" })
	void whatIsUsualMayBeUnknown(long recentMillis, Cause cause) {
		this.usual = null;
		this.usualHeld = null;
		this.recentHeld = Duration.ofMillis(recentMillis);
		this.recent = Duration.ofMillis(recentMillis);
		this.arrivals = 1000;
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		assertThat(diagnose().cause()).isEqualTo(cause);
	}

	@Test
	void retriesOfAnsweredCallsAreAStorm() {
		this.retryShare = 0.5;
		this.arrivals = 1000;
		hold(LIMIT, Phase.FIRST_BYTE, 10);
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.RETRY_STORM);
		assertThat(diagnosis.evidence()).startsWith("50 % of the calls of late");
	}

	@Test
	void remoteThatLeavesNoPermitForTheOthersIsNamedWithWhateverTheCauseIs() {
		hold(1, "fast:80", Phase.FIRST_BYTE, 5, false, false);
		hold(LIMIT - 1, "slow:80", Phase.UNREAD, 300, false, false);
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.LEAK);
		assertThat(diagnosis.evidence())
			.endsWith("7 of all go to slow:80, and pool.max-connections-per-host would leave some for other remotes");
	}

	/**
	 * What is usual for it is usual for the client.
	 */
	@Test
	void remoteThatIsAlwaysSlowIsTheCauseIfItHasAlmostAllPermits() {
		this.usualTail = Duration.ofSeconds(1);
		hold(1, "fast:80", Phase.FIRST_BYTE, 5, false, false);
		hold(LIMIT - 1, "slow:80", Phase.FIRST_BYTE, 800, false, false);
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.SLOW_BACKEND);
		assertThat(diagnosis.evidence()).startsWith("7 of 8 connections wait for the first byte")
			.contains("7 of all go to slow:80");
		assertThat(diagnosis.advice()).contains("max-connections-per-host: 4");
	}

	@Test
	void onlyRemoteOfTheClientIsNotNamed() {
		this.usualTail = Duration.ofSeconds(1);
		hold(LIMIT, Phase.FIRST_BYTE, 800);
		assertThat(diagnose().evidence()).doesNotContain("backend:80");
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

	@Test
	void remotesThatShareThePermitsAreNotNamed() {
		hold(LIMIT / 2, "one:80", Phase.FIRST_BYTE, 800, false, false);
		hold(LIMIT / 2, "two:80", Phase.FIRST_BYTE, 800, false, false);
		assertThat(diagnose().evidence()).doesNotContain("one:80", "two:80");
	}

}
