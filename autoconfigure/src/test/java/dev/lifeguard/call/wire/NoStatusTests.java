package dev.lifeguard.call.wire;

import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NoStatus}.
 */
class NoStatusTests {

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -200, 0, 99, 1000, Integer.MAX_VALUE })
	void numberThatHasNotThreeDigitsIsNone(int status) {
		assertThat(NoStatus.is(status)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 200, 599, 600, 999 })
	void numberThatHasThreeDigitsIsOneEvenIfNobodyKnowsIt(int status) {
		assertThat(NoStatus.is(status)).isFalse();
	}

	@Test
	void failureIsThatOfAMalformedResponse() {
		assertThat(NoStatus.failure()).isInstanceOf(DecoderException.class)
			.hasMessage("its status is not between 100 and 999");
	}

}
