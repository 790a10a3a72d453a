package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NestedCalls}.
 */
class NestedCallsTests {

	private final FullPool pool = new FullPool();

	private final NestedCalls symptom = new NestedCalls();

	/**
	 * Before that the caller has no response that it could call from.
	 */
	@ParameterizedTest
	@CsvSource({ "UNREAD,true", "BODY,true", "FIRST_BYTE,false", "SENDING,false", "CONNECTING,false" })
	void callerThatHasAResponseShowsIt(Phase phase, boolean found) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 0).nesting());
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(found);
	}

	@Test
	void callersThatCallNobodyAreNotCounted() {
		this.pool.hold(6, SomeHolder.in(Phase.UNREAD, 5).nesting().making("GET /outer"))
			.hold(2, SomeHolder.in(Phase.UNREAD, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.NESTED_CALLS);
			assertThat(finding.share()).isEqualTo(0.75);
			assertThat(finding.evidence()).isEqualTo("callers that already hold 6 of 8 connections are calling the "
					+ "same client before reading their first response (mostly GET /outer)");
			assertThat(finding.advice()).endsWith("give the inner call a client of its own");
		});
	}

	@Test
	void blockedLoopExplainsItBetter() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.UNREAD, 5).nesting().onBlockedLoop());
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

}
