package dev.lifeguard.failure;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;

import dev.lifeguard.failure.CallTimeoutException.Limit;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallTimeoutException}.
 */
class CallTimeoutExceptionTests {

	private final Throwable cause = new IllegalStateException("the transport");

	@ParameterizedTest
	@CsvSource({ "ACQUIRE, pool.acquire-timeout", "NAME, timeout.connect", "CONNECT, timeout.connect",
			"TLS, timeout.tls-handshake", "FIRST_BYTE, timeout.response", "BODY, timeout.response",
			"CALL, timeout.call" })
	void messageHasTheFactsAndTheSetting(Phase phase, String setting) {
		CallTimeoutException failure = new CallTimeoutException("orders", "a:80", phase, Duration.ofMillis(1234),
				Duration.ofSeconds(1), this.cause);
		assertThat(failure).hasCause(this.cause)
			.hasMessage("client=orders remote=a:80 phase=%s elapsed=1234ms limit=1000ms (%s)", phase, setting);
		assertThat(failure.getSetting()).isEqualTo(setting);
	}

	@Test
	void limitMayBeAnothers() {
		CallTimeoutException failure = new CallTimeoutException("orders", "a:80", Phase.BODY, Duration.ZERO,
				new Limit(Duration.ofMillis(5), "a response timeout of the request"), null);
		assertThat(failure).hasNoCause()
			.hasMessage(
					"client=orders remote=a:80 phase=BODY elapsed=0ms limit=5ms (a response timeout of the request)");
		assertThat(failure.getLimit()).isEqualTo(Duration.ofMillis(5));
		assertThat(failure.getSetting()).isEqualTo("a response timeout of the request");
	}

	@Test
	void factsSurviveSerialization() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new CallTimeoutException("orders", "a:80", Phase.TLS, Duration.ofMillis(7),
					Duration.ofMillis(6), this.cause));
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			CallTimeoutException failure = (CallTimeoutException) in.readObject();
			assertThat(failure.getClient()).isEqualTo("orders");
			assertThat(failure.getRemote()).isEqualTo("a:80");
			assertThat(failure.getPhase()).isEqualTo(Phase.TLS);
			assertThat(failure.getElapsed()).isEqualTo(Duration.ofMillis(7));
			assertThat(failure.getLimit()).isEqualTo(Duration.ofMillis(6));
		}
	}

}
