package dev.lifeguard.client.blocking;

import java.io.IOException;

import io.netty.handler.codec.DecoderException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgramFailure}.
 */
class ProgramFailureTests {

	@Test
	void programsFailureIsToldFromTheNetworks() {
		RuntimeException refused = new IllegalStateException("refused");
		IOException thrown = ProgramFailure.asIoException(refused);
		assertThat(thrown).isInstanceOf(ProgramFailure.class)
			.hasMessage("java.lang.IllegalStateException: refused")
			.hasCause(refused);
		assertThat(ProgramFailure.unwrapped(thrown)).isSameAs(refused);
	}

	@Test
	void failureOfTheTransportStaysOne() {
		DecoderException failure = new DecoderException("malformed");
		IOException thrown = ProgramFailure.asIoException(failure);
		assertThat(thrown).isNotInstanceOf(ProgramFailure.class).hasCause(failure);
		assertThat(ProgramFailure.unwrapped(thrown)).isSameAs(thrown);
	}

	@Test
	void failureOfTheNetworkIsHandedOn() {
		IOException failure = new IOException("reset");
		assertThat(ProgramFailure.asIoException(failure)).isSameAs(failure);
		assertThat(ProgramFailure.unwrapped(failure)).isSameAs(failure);
	}

}
