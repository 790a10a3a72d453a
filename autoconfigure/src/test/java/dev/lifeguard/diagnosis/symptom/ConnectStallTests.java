package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ConnectStall}.
 */
class ConnectStallTests {

	private final FullPool pool = new FullPool();

	private final ConnectStall symptom = new ConnectStall();

	@ParameterizedTest
	@EnumSource(names = { "NAME", "CONNECTING", "TLS" })
	void eachStepToAConnectionMayStall(Phase phase) {
		this.pool.hold(2, SomeHolder.in(phase, 201)).hold(6, SomeHolder.in(phase, 200));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.CONNECT_STALL);
			assertThat(finding.share()).isEqualTo(0.25);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "SENDING", "FIRST_BYTE", "BODY", "UNREAD" })
	void callThatHasItsConnectionDoesNot(Phase phase) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "2000,200,false", "2000,201,true", "400,100,false", "400,101,true", "800,200,false", "800,201,true" })
	void quarterOfTheLimitIsTooLongButNoMoreThanAPersonFeels(long connectTimeout, long inPhase, boolean found) {
		this.pool.timeouts(connectTimeout, 10_000).hold(FullPool.LIMIT, SomeHolder.in(Phase.CONNECTING, inPhase));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(found);
	}

	@Test
	void blockedLoopExplainsItBetter() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.CONNECTING, 5000).onBlockedLoop());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

	@Test
	void connectsAreToldWithTheirHandshakes() {
		this.pool.hold(2, SomeHolder.in(Phase.TLS, 400))
			.hold(2, SomeHolder.in(Phase.CONNECTING, 1900))
			.hold(4, SomeHolder.in(Phase.BODY, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.evidence()).isEqualTo("4 of 8 connections are still being opened, the oldest for 1.9s, "
					+ "2 of them in the TLS handshake (mostly to backend:80)");
			assertThat(finding.advice()).contains("firewalls", "lower timeout.connect (2.0s) to fail sooner");
		});
	}

	@Test
	void namesAreToldIfTheyAreHalfOfIt() {
		this.pool.hold(2, SomeHolder.in(Phase.NAME, 700)).hold(2, SomeHolder.in(Phase.CONNECTING, 1900));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.evidence())
				.isEqualTo("2 of 4 connections wait for name resolution, the oldest for 700ms (mostly to backend:80)");
			assertThat(finding.share()).isEqualTo(1);
			assertThat(finding.advice())
				.contains("/etc/resolv.conf", "a name and its connect have timeout.connect (2.0s) together")
				.doesNotContain("lower timeout.connect");
		});
	}

	@Test
	void remoteThatMostOfThemGoToIsNamed() {
		this.pool.hold(1, SomeHolder.in(Phase.CONNECTING, 700).to("other:80"))
			.hold(2, SomeHolder.in(Phase.CONNECTING, 700));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.evidence()).endsWith("(mostly to backend:80)"));
		this.pool.hold(2, SomeHolder.in(Phase.NAME, 700).to("other:80"))
			.hold(3, SomeHolder.in(Phase.NAME, 700).to("new:80"));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.evidence()).endsWith("(mostly to new:80)"));
	}

	@Test
	void fewerNamesAreNot() {
		this.pool.hold(2, SomeHolder.in(Phase.NAME, 700)).hold(3, SomeHolder.in(Phase.CONNECTING, 1900));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.evidence()).startsWith("5 of 5 connections are still being"));
	}

}
