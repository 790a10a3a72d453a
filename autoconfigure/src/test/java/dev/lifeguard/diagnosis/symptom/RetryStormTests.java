package dev.lifeguard.diagnosis.symptom;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryStorm}.
 */
class RetryStormTests {

	private final FullPool pool = new FullPool();

	private final RetryStorm symptom = new RetryStorm();

	@ParameterizedTest
	@CsvSource({ "1,3,true", "33,100,false", "1,1,true", "0,1,false" })
	void oneRetryInThreeCallsIsAStorm(int retries, int calls, boolean storm) {
		this.pool.retryShare((double) retries / calls).hold(FullPool.LIMIT, SomeHolder.in(Phase.BODY, 5).retrying());
		assertThat(RetryStorm.isIn(this.pool.facts())).isEqualTo(storm);
		assertThat(this.symptom.look(this.pool.facts()) != null).isEqualTo(storm);
	}

	@Test
	void stormIsToldInPerCent() {
		this.pool.retryShare(0.5);
		assertThat(this.symptom.look(this.pool.facts())).isNotNull().satisfies((finding) -> {
			assertThat(finding.cause()).isEqualTo(Cause.RETRY_STORM);
			assertThat(finding.evidence())
				.isEqualTo("50 % of recent calls repeat one that the backend answered with an error");
			assertThat(finding.advice().lines()).contains("            budget:", "              ratio: 0.1");
		});
	}

	@ParameterizedTest
	@CsvSource({ "2,0.5", "4,0.5", "6,0.75" })
	void shareIsThatOfTheCallsOrOfTheHoldersIfThatIsLarger(int holders, double share) {
		this.pool.retryShare(0.5)
			.hold(holders, SomeHolder.in(Phase.BODY, 5).retrying())
			.hold(FullPool.LIMIT - holders, SomeHolder.in(Phase.BODY, 5));
		assertThat(this.symptom.look(this.pool.facts())).isNotNull()
			.satisfies((finding) -> assertThat(finding.share()).isEqualTo(share));
	}

}
