package dev.lifeguard.limit;

import dev.lifeguard.limit.LimitSettings.Mode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LimitSettings}.
 */
class LimitSettingsTests {

	@Test
	void limitIsFixedWhereNothingElseIsSaid() {
		assertThat(LimitSettings.DEFAULTS).isEqualTo(new LimitSettings(Mode.FIXED, 1, 10));
	}

}
