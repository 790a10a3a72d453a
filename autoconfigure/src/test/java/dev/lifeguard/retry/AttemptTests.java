package dev.lifeguard.retry;

import java.io.IOException;
import java.net.ConnectException;

import dev.lifeguard.retry.Attempt.Failure;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Attempt}.
 */
class AttemptTests {

	@Test
	void firstAttemptIsNumberOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> Attempts.unavailable(0))
			.withMessage("Invalid number (0): the first attempt is 1");
	}

	@Test
	void findReturnsTheFirstOfTheType() {
		ConnectException refused = new ConnectException("refused");
		IOException outer = new IOException(refused);
		Failure failure = Attempts.sent(new IllegalStateException(outer));
		assertThat(failure.find(ConnectException.class)).isSameAs(refused);
		assertThat(failure.find(IOException.class)).isSameAs(outer);
		assertThat(failure.find(InterruptedException.class)).isNull();
	}

	@Test
	void findEndsWhereCausesGoRoundInCircles() {
		Exception first = new Exception("first");
		first.initCause(new Exception("second", first));
		assertThat(Attempts.sent(first).find(IOException.class)).isNull();
	}

}
