package dev.lifeguard.diagnosis;

import dev.lifeguard.diagnosis.symptom.FullPool;
import dev.lifeguard.diagnosis.symptom.SomeHolder;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Diagnostician}: the diagnosis that follows from the symptoms.
 */
class DiagnosticianTests {

	private static final FleetSnapshot LEASED = new FleetSnapshot("orders:443", State.LEASED, FullPool.LIMIT, 12, 1,
			300, 40, 290, 410);

	private final FullPool pool = new FullPool();

	private Diagnosis diagnose() {
		return new Diagnostician().diagnose(this.pool.facts());
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE,SLOW_BACKEND", "SENDING,SLOW_BACKEND", "BODY,STALLED_BODY", "UNREAD,LEAK",
			"NAME,CONNECT_STALL", "CONNECTING,CONNECT_STALL", "TLS,CONNECT_STALL" })
	void phaseThatLastsTooLongIsNamed(Phase phase, Cause cause) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 300));
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(cause);
		assertThat(diagnosis.evidence()).startsWith("8 of 8 connections ");
		assertThat(diagnosis.confidence()).isEqualTo(1);
		assertThat(diagnosis.advice()).contains("raising max-connections ");
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE", "SENDING", "BODY", "UNREAD", "CONNECTING", "TLS" })
	void phaseThatHasJustBegunIsNot(Phase phase) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 5));
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(diagnose().confidence()).isZero();
	}

	@Test
	void unknownCauseSaysWhoHasThePermits() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.BODY, 5));
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.evidence()).isEqualTo("8 of 8 permits are taken, 0 of them still connecting");
		assertThat(diagnosis.advice())
			.startsWith("do not raise max-connections before you know what holds the permits");
	}

	@Test
	void poolIsNotTooSmallForWhatIsServedAfterTheOthers() {
		this.pool.hold(FullPool.LIMIT - 1, SomeHolder.in(Phase.FIRST_BYTE, 5)).arrivals(1000);
		assertThat(diagnose().cause()).isEqualTo(Cause.UNDERSIZED);
		this.pool.leavesSome();
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(diagnosis.confidence()).isZero();
		assertThat(diagnosis.evidence()).isEqualTo("7 of 8 permits are taken, 0 of them still connecting; "
				+ "calls of low priority leave the last fifth of the permits to others");
		assertThat(diagnosis.advice()).startsWith("calls of low priority wait for the others");
	}

	@Test
	void causeThatHoldersShowIsNamedToThoseOfLowPriorityAsWell() {
		this.pool.hold(FullPool.LIMIT - 1, SomeHolder.in(Phase.UNREAD, 5000)).leavesSome();
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.LEAK);
		assertThat(diagnosis.evidence())
			.endsWith("; calls of low priority leave the last fifth of the permits to others");
		assertThat(diagnosis.advice()).doesNotContain("low priority");
	}

	@ParameterizedTest
	@CsvSource({ "1,UNKNOWN,0", "2,LEAK,0.25" })
	void fewAreNoReason(int leaks, Cause cause, double confidence) {
		this.pool.hold(leaks, SomeHolder.in(Phase.UNREAD, 5000))
			.hold(FullPool.LIMIT - leaks, SomeHolder.in(Phase.FIRST_BYTE, 5));
		assertThat(diagnose().cause()).isEqualTo(cause);
		assertThat(diagnose().confidence()).isEqualTo(confidence);
	}

	@Test
	void severalCausesAreMixedAndTheLargestIsFirst() {
		this.pool.hold(3, SomeHolder.in(Phase.UNREAD, 5000)).hold(4, SomeHolder.in(Phase.FIRST_BYTE, 5000));
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(diagnosis.evidence()).startsWith("mixed, SLOW_BACKEND and LEAK; SLOW_BACKEND: 4 of 7 ")
			.contains("; LEAK: 3 of 7 ");
		assertThat(diagnosis.advice()).contains("LEAK: ", "SLOW_BACKEND: ");
		assertThat(diagnosis.confidence()).isEqualTo(4.0 / 7);
	}

	@Test
	void callsWithinCallsAreNoLeak() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 300).nesting());
		assertThat(diagnose().cause()).isEqualTo(Cause.NESTED_CALLS);
	}

	@ParameterizedTest
	@CsvSource({ "FIRST_BYTE", "BODY", "UNREAD", "CONNECTING" })
	void blockedLoopExplainsEveryPhase(Phase phase) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 300).onBlockedLoop());
		assertThat(diagnose().cause()).isEqualTo(Cause.EVENT_LOOP_BLOCKED);
	}

	@Test
	void poolIsTooSmallWhereNoHolderShowsAnything() {
		this.pool.arrivals(1000).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 10));
		assertThat(diagnose().cause()).isEqualTo(Cause.UNDERSIZED);
		assertThat(diagnose().confidence()).isEqualTo(1);
	}

	@Test
	void leaseIsTooSmallWhereNoHolderShowsAnything() {
		this.pool.arrivals(1000).max(50).fleet(LEASED).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 10));
		assertThat(diagnose().cause()).isEqualTo(Cause.FLEET_BUDGET);
		assertThat(diagnose().confidence()).isEqualTo(1);
		assertThat(diagnose().advice()).doesNotContain("pool.max-connections");
	}

	@Test
	void leaseIsNotTheReasonWhereAHolderShowsOne() {
		this.pool.max(50).fleet(LEASED).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 5000));
		assertThat(diagnose().cause()).isEqualTo(Cause.SLOW_BACKEND);
	}

	@Test
	void leaseIsNamedToThoseOfLowPriorityAsWell() {
		this.pool.max(50).fleet(LEASED).leavesSome().hold(FullPool.LIMIT - 1, SomeHolder.in(Phase.FIRST_BYTE, 5));
		assertThat(diagnose().cause()).isEqualTo(Cause.FLEET_BUDGET);
		assertThat(diagnose().evidence())
			.endsWith("; calls of low priority leave the last fifth of the permits to others");
	}

	@Test
	void poolIsNotTooSmallWhereAHolderShowsSomething() {
		this.pool.arrivals(1000)
			.hold(6, SomeHolder.in(Phase.FIRST_BYTE, 10))
			.hold(2, SomeHolder.in(Phase.UNREAD, 5000));
		assertThat(diagnose().cause()).isEqualTo(Cause.LEAK);
	}

	@Test
	void retriesOfAnsweredCallsAreAStormAndNotTheLoad() {
		this.pool.retryShare(0.5).arrivals(1000).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 10));
		assertThat(diagnose().cause()).isEqualTo(Cause.RETRY_STORM);
	}

	@Test
	void remoteThatLeavesNoPermitForTheOthersIsNamedWithWhateverTheCauseIs() {
		this.pool.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 5).to("fast:80"))
			.hold(FullPool.LIMIT - 1, SomeHolder.in(Phase.UNREAD, 300).to("slow:80"));
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
		this.pool.usualTail(1000)
			.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 5).to("fast:80"))
			.hold(FullPool.LIMIT - 1, SomeHolder.in(Phase.FIRST_BYTE, 800).to("slow:80"));
		Diagnosis diagnosis = diagnose();
		assertThat(diagnosis.cause()).isEqualTo(Cause.SLOW_BACKEND);
		assertThat(diagnosis.evidence()).startsWith("7 of 8 connections wait for the first byte")
			.contains("7 of all go to slow:80");
		assertThat(diagnosis.advice()).contains("max-connections-per-host: 4");
	}

	@Test
	void remoteIsNotTheCauseBecauseOfOneCall() {
		this.pool.usualTail(1000)
			.hold(1, SomeHolder.in(Phase.FIRST_BYTE, 800).to("slow:80"))
			.hold(6, SomeHolder.in(Phase.BODY, 5).to("slow:80"))
			.hold(1, SomeHolder.in(Phase.BODY, 5).to("fast:80"));
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(diagnose().evidence()).contains("7 of all go to slow:80");
	}

	@Test
	void onlyRemoteOfTheClientIsNotNamed() {
		this.pool.usualTail(1000).hold(FullPool.LIMIT, SomeHolder.in(Phase.FIRST_BYTE, 800));
		assertThat(diagnose().evidence()).doesNotContain("backend:80");
		assertThat(diagnose().cause()).isEqualTo(Cause.UNKNOWN);
	}

}
