package dev.lifeguard.call.life;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link CallRule}.
 */
class CallRuleTests {

	@Test
	void ruleThatChangesNothingLeavesEverythingAsItIs() {
		assertThat(CallRule.NOTHING.stage(Stage.RESPONDING)).isEqualTo(Stage.RESPONDING);
		assertThat(CallRule.NOTHING.verdict(Verdict.FAILED)).isEqualTo(Verdict.FAILED);
		assertThat(CallRule.NOTHING.effects()).isEmpty();
	}

	@Test
	void stageStaysOrChangesWhateverItWas() {
		assertThat(CallRule.stay(CallEffect.CLOSE).stage(Stage.SENDING)).isEqualTo(Stage.SENDING);
		CallRule over = CallRule.to(Stage.OVER);
		assertThat(EnumSet.allOf(Stage.class))
			.allSatisfy((stage) -> assertThat(over.stage(stage)).isEqualTo(Stage.OVER));
	}

	@Test
	void verdictIsAddedToARuleThatIsOtherwiseTheSame() {
		CallRule rule = CallRule.to(Stage.OVER, CallEffect.GIVE_BACK, CallEffect.TELL);
		CallRule failed = rule.as(Verdict.FAILED);
		assertThat(failed.stage(Stage.CONNECTING)).isEqualTo(Stage.OVER);
		assertThat(failed.verdict(Verdict.NONE)).isEqualTo(Verdict.FAILED);
		assertThat(failed.effects()).isEqualTo(Set.of(CallEffect.TELL, CallEffect.GIVE_BACK));
		assertThat(rule.verdict(Verdict.NONE)).isEqualTo(Verdict.NONE);
	}

	@ParameterizedTest
	@EnumSource
	void onlyARequestThatIsSentBindsItsConnection(Stage stage) {
		assertThat(CallRule.to(stage).bindsConnection()).isEqualTo(stage == Stage.SENDING);
		assertThat(CallRule.stay().bindsConnection()).isFalse();
	}

	/**
	 * A rule serves all calls.
	 */
	@Test
	void nobodyCanAddAnEffect() {
		Set<CallEffect> effects = CallRule.stay(CallEffect.CLOSE).effects();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> effects.add(CallEffect.GIVE_BACK));
	}

}
