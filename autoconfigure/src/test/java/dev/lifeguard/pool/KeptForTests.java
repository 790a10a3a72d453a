package dev.lifeguard.pool;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link KeptFor}.
 */
class KeptForTests {

	private static final Duration TIME = Duration.ofSeconds(5);

	@Test
	void eitherSourceIsEnoughToKnow() {
		assertThat(new KeptFor(TIME, null).isKnown()).isTrue();
		assertThat(new KeptFor(null, TIME).isKnown()).isTrue();
		assertThat(new KeptFor(null, null).isKnown()).isFalse();
	}

}
