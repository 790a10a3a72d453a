package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StalledBody}.
 */
class StalledBodyTests {

	private final FullPool pool = new FullPool();

	private final StalledBody symptom = new StalledBody();

	@ParameterizedTest
	@CsvSource({ "BODY,201,true", "BODY,200,false", "UNREAD,5000,false", "FIRST_BYTE,5000,false" })
	void bodyThatDoesNotGoOnShowsItAfterAMoment(Phase phase, long quiet, boolean found) {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(phase, 60_000).quietFor(quiet));
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(found);
	}

	@Test
	void bodiesThatGoOnAreNotCounted() {
		this.pool.hold(2, SomeHolder.in(Phase.BODY, 60_000).quietFor(1900).making("GET /feed"))
			.hold(6, SomeHolder.in(Phase.BODY, 60_000).quietFor(3));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.STALLED_BODY);
			assertThat(finding.share()).isEqualTo(0.25);
			assertThat(finding.evidence()).isEqualTo("2 of 8 connections wait for more of a body that has begun, the "
					+ "longest for 1.9s (mostly GET /feed)");
			assertThat(finding.advice()).contains("lower timeout.response (10.0s)");
		});
	}

}
