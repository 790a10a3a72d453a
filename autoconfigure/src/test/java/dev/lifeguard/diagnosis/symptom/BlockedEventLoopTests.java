package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BlockedEventLoop}.
 */
class BlockedEventLoopTests {

	private final FullPool pool = new FullPool();

	private final BlockedEventLoop symptom = new BlockedEventLoop();

	@ParameterizedTest
	@EnumSource
	void connectionWhoseLoopDoesNotAnswerShowsItInEveryPhase(Phase phase) {
		this.pool.hold(1, SomeHolder.in(phase, 0).onBlockedLoop());
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.cause()).isEqualTo(Cause.EVENT_LOOP_BLOCKED));
	}

	@Test
	void thoseOnOtherLoopsAreNotCounted() {
		this.pool.hold(3, SomeHolder.in(Phase.BODY, 5).onBlockedLoop()).hold(5, SomeHolder.in(Phase.BODY, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.share()).isEqualTo(3.0 / 8);
			assertThat(finding.evidence()).isEqualTo("3 of 8 connections are on an event loop that does not answer");
			assertThat(finding.advice()).contains("Schedulers.boundedElastic()");
		});
	}

	@Test
	void loopsThatAnswerAreNone() {
		this.pool.hold(FullPool.LIMIT, SomeHolder.in(Phase.BODY, 5000));
		assertThat(this.symptom.look(this.pool.facts())).isNull();
	}

}
