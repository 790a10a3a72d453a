package dev.lifeguard.autoconfigure.settings;

import dev.lifeguard.client.Setting.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NotInForce}.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotInForceTests {

	private final Written written = new Written();

	@Test
	void settingThatDoesNothingYetIsNamedWhereItWasWritten(CapturedOutput output) {
		this.written.at(Origin.DEFAULTS, (client) -> client.getLimit().setMin(1));
		NotInForce.warnOf("orders", this.written.leaves());
		assertThat(output).contains("WARN")
			.contains("client 'orders': accepted, but without effect in this version: lifeguard.defaults.limit.min");
	}

	@Test
	void settingThatWasNotWrittenIsNot(CapturedOutput output) {
		NotInForce.warnOf("orders", this.written.leaves());
		assertThat(output).doesNotContain("client 'orders'");
	}

}
