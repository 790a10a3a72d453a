package dev.lifeguard.web;

import java.time.Duration;
import java.util.Map;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClientFailureAdvice}.
 */
class ClientFailureAdviceTests {

	private final ClientFailureAdvice advice = new ClientFailureAdvice();

	@Test
	void exhaustedPoolIsUnavailable() {
		ResponseEntity<Map<String, Object>> response = this.advice.handle(exhausted(Reason.QUEUE_FULL, Duration.ZERO));
		assertThat(response.getStatusCode().value()).isEqualTo(503);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getBody()).containsExactly(Map.entry("type", "about:blank"),
				Map.entry("title", "Service Unavailable"), Map.entry("status", 503),
				Map.entry("detail", "The connection pool of client 'orders' is exhausted (QUEUE_FULL)"),
				Map.entry("client", "orders"));
	}

	@Test
	void clientThatIsShutDownSaysSo() {
		assertThat(this.advice.handle(exhausted(Reason.SHUT_DOWN, Duration.ZERO)).getBody()).containsEntry("detail",
				"Client 'orders' is shut down");
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "400, 1", "1000, 2", "1499, 2", "1500, 3", "60000, 120" })
	void twiceTheWaitIsWorthAnotherTry(long waitedMillis, String seconds) {
		assertThat(this.advice.handle(exhausted(Reason.ACQUIRE_TIMEOUT, Duration.ofMillis(waitedMillis)))
			.getHeaders()
			.getFirst("Retry-After")).isEqualTo(seconds);
	}

	@Test
	void callThatTookTooLongIsAGatewaysTimeout() {
		ResponseEntity<Map<String, Object>> response = this.advice.handle(new CallTimeoutException("orders",
				"secret:80", Phase.FIRST_BYTE, Duration.ofSeconds(2), Duration.ofSeconds(1), null));
		assertThat(response.getStatusCode().value()).isEqualTo(504);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response.getHeaders().containsHeader("Retry-After")).isFalse();
		assertThat(response.getBody()).containsEntry("status", 504)
			.containsEntry("title", "Gateway Timeout")
			.containsEntry("detail", "A call of client 'orders' took too long (FIRST_BYTE)");
		assertThat(response.getBody().toString()).doesNotContain("secret");
	}

	private static PoolExhaustedException exhausted(Reason reason, Duration waited) {
		return new PoolExhaustedException("orders", "secret:80", reason, waited,
				new PoolSnapshot(1, 1, 1, 0, 0, 1, 1, Duration.ZERO, Map.of(), false, null),
				new Diagnosis(Cause.UNKNOWN, "secret", "secret", 0));
	}

}
