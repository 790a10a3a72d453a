package dev.lifeguard.test.backend;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.test.backend.Behaviour.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Script}.
 */
class ScriptTests {

	private static List<Behaviour> steps(String... script) {
		return Script.parse(script).stream().map((step) -> step.apply(Behaviour.WELL)).toList();
	}

	@Test
	void stepsComeOneAfterTheOther() {
		assertThat(steps("503, 429, ok")).extracting((step) -> step.reply().status()).containsExactly(503, 429, 200);
	}

	@Test
	void textsAreStepsAsWell() {
		assertThat(steps("503", "ok, 404")).extracting((step) -> step.reply().status()).containsExactly(503, 200, 404);
	}

	@Test
	void wordsOfAStepAreCombined() {
		Behaviour step = steps("slow=200ms 503 retry-after=2s").get(0);
		assertThat(step.delay()).isEqualTo(Duration.ofMillis(200));
		assertThat(step.reply().status()).isEqualTo(503);
		assertThat(step.reply().retryAfter()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void stepIsRepeated() {
		assertThat(steps("503 x3, ok")).extracting((step) -> step.reply().status()).containsExactly(503, 503, 503, 200);
	}

	@Test
	void faultsHaveWords() {
		assertThat(steps("stall, drip, silent, reset, close, garbage")).extracting(Behaviour::fault)
			.containsExactly(Fault.STALL, Fault.DRIP, Fault.SILENT, Fault.RESET, Fault.CLOSE, Fault.GARBAGE);
		assertThat(steps("drip=5ms").get(0).interval()).isEqualTo(Duration.ofMillis(5));
	}

	@Test
	void okIsWellWhateverHoldsOtherwise() {
		Behaviour standing = Behaviour.WELL.status(503).with(Fault.STALL).body("busy");
		Behaviour step = Script.parse("ok").get(0).apply(standing);
		assertThat(step.fault()).isEqualTo(Fault.NONE);
		assertThat(step.reply().status()).isEqualTo(200);
		assertThat(step.reply().body()).isEqualTo("busy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "slow=-1s", "drip=0ms", "503 retry-after=-2s" })
	void valueThatCannotBeIsRefusedAtOnce(String script) {
		assertThatIllegalArgumentException().isThrownBy(() -> Script.parse("ok", script));
	}

	@ParameterizedTest
	@ValueSource(strings = { "fine", "503;ok", "slow", "slow=soon", "retry=1s", "1000", "x0", "" })
	void wordThatIsNotKnownIsNamed(String script) {
		assertThatIllegalArgumentException().isThrownBy(() -> Script.parse(script))
			.withMessageContaining("'%s'".formatted(script))
			.withMessageContaining("retry-after=1s");
	}

}
