package dev.lifeguard.diagnosis.symptom;

import java.util.List;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Finding}.
 */
class FindingTests {

	@ParameterizedTest
	@CsvSource({ "0,0,false", "1,0.125,false", "2,0.25,true", "8,1,true" })
	void quarterOfThePoolIsARelevantPart(int some, double share, boolean relevant) {
		Facts facts = new FullPool().hold(some, SomeHolder.in(Phase.UNREAD, 5))
			.hold(FullPool.LIMIT - some, SomeHolder.in(Phase.BODY, 5))
			.facts();
		List<Holder> unread = facts.those((holder) -> holder.phase() == Phase.UNREAD);
		Finding finding = Finding.of(Cause.LEAK, unread, facts, "evidence", "advice");
		assertThat(finding).isEqualTo(new Finding(Cause.LEAK, share, "evidence", "advice"));
		assertThat(finding.isRelevant()).isEqualTo(relevant);
	}

	@Test
	void poolThatNobodyHoldsHasNoPart() {
		assertThat(Finding.share(List.of(), new FullPool().facts())).isZero();
	}

}
