package dev.lifeguard.transport;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CleanCause}.
 */
class CleanCauseTests {

	@Test
	void printableFailureStaysAsItIs() {
		Throwable failure = new IllegalArgumentException("invalid status line", new IOException("a"));
		assertThat(CleanCause.of(failure)).isSameAs(failure);
		assertThat(CleanCause.of(new IOException((String) null))).isNotInstanceOf(CleanCause.class);
	}

	@Test
	void charactersThatALogWouldObeyAreTakenOut() {
		Throwable failure = new IllegalArgumentException("invalid: \r\n2026 ERROR forged \u001b[31m");
		Throwable clean = CleanCause.of(failure);
		assertThat(clean).isInstanceOf(CleanCause.class).hasNoCause();
		assertThat(clean.getMessage()).startsWith("java.lang.IllegalArgumentException: invalid: ")
			.doesNotContain("\n", "\r", "\u001b");
		assertThat(clean.getStackTrace()).isEqualTo(failure.getStackTrace());
	}

	@Test
	void charactersOfACauseAreKeptFromTheLogAsWell() {
		Throwable failure = new IllegalArgumentException("fine", new IOException("forged\nline"));
		assertThat(CleanCause.of(failure)).isInstanceOf(CleanCause.class)
			.hasMessage("java.lang.IllegalArgumentException: fine")
			.hasNoCause();
	}

	@Test
	void chainWithoutEndHasAnEnd() {
		Throwable failure = new OwnCause();
		assertThat(CleanCause.of(failure)).isSameAs(failure);
	}

	@SuppressWarnings("serial")
	private static final class OwnCause extends Exception {

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

}
