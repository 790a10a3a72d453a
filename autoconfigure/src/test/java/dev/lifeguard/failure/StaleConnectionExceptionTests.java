package dev.lifeguard.failure;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StaleConnectionException}.
 */
class StaleConnectionExceptionTests {

	@Test
	void messageSaysWhyTheRequestWasNotSentAgain() {
		Throwable cause = new IllegalStateException("the transport");
		StaleConnectionException failure = new StaleConnectionException("orders", "a:80", Duration.ofSeconds(9),
				Duration.ofMillis(1500), cause);
		assertThat(failure).hasCause(cause)
			.hasMessageStartingWith(
					"client=orders remote=a:80: the peer closed a reused connection before the response began "
							+ "(connection-age=9000ms idle-before=1500ms reused=true)")
			.hasMessageContaining("was not sent again because it could be processed twice")
			.hasMessageEndingWith("pool.max-idle-time");
		assertThat(failure.getClient()).isEqualTo("orders");
		assertThat(failure.getRemote()).isEqualTo("a:80");
		assertThat(failure.getAge()).isEqualTo(Duration.ofSeconds(9));
		assertThat(failure.getIdle()).isEqualTo(Duration.ofMillis(1500));
	}

}
