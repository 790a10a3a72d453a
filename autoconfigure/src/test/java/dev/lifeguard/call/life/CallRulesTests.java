package dev.lifeguard.call.life;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallRules}: what all rules have in common. What each of them says,
 * {@link CallLifeTests} shows.
 */
class CallRulesTests {

	private static final Set<Stage> WITH_PERMIT = EnumSet.complementOf(EnumSet.of(Stage.QUEUED, Stage.OVER));

	@Test
	void permitIsGivenBackExactlyWhenACallThatHasOneIsOver() {
		assertThat(rows().filter((row) -> WITH_PERMIT.contains(row.stage()))).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.has(CallEffect.GIVE_BACK)).isEqualTo(row.next() == Stage.OVER));
	}

	@Test
	void callThatIsOverStaysOver() {
		assertThat(rows().filter((row) -> row.stage() == Stage.OVER)).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.next()).isEqualTo(Stage.OVER));
	}

	@Test
	void verdictThatIsMadeStays() {
		assertThat(rows().filter((row) -> row.verdict() != Verdict.NONE)).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.rule().verdict(row.verdict())).isEqualTo(row.verdict()));
	}

	/**
	 * Both end what the caller waits for.
	 */
	@Test
	void callerIsToldOnceAndNotOfAnEndAndAResponse() {
		assertThat(rows().filter((row) -> row.has(CallEffect.TELL))).isNotEmpty().allSatisfy((row) -> {
			assertThat(row.verdict()).isEqualTo(Verdict.NONE);
			assertThat(row.rule().verdict(Verdict.NONE)).isNotEqualTo(Verdict.NONE);
			assertThat(row.stage()).isNotIn(Stage.RESPONDING, Stage.OVER);
			assertThat(row.has(CallEffect.HAND_ON)).isFalse();
		});
	}

	@Test
	void connectionIsClosedOnlyIfThereIsOne() {
		assertThat(rows().filter((row) -> row.has(CallEffect.CLOSE))).isNotEmpty()
			.allSatisfy((row) -> assertThat(row.stage().hasConnection()).isTrue());
	}

	private static Stream<Row> rows() {
		return Arrays.stream(Stage.values())
			.flatMap((stage) -> Arrays.stream(Verdict.values())
				.flatMap((verdict) -> Arrays.stream(CallEvent.values())
					.map((event) -> new Row(stage, verdict, event, CallRules.of(stage, verdict, event)))));
	}

	private record Row(Stage stage, Verdict verdict, CallEvent event, CallRule rule) {

		Stage next() {
			return this.rule.stage(this.stage);
		}

		boolean has(CallEffect effect) {
			return this.rule.effects().contains(effect);
		}

	}

}
