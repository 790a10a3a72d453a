package dev.lifeguard.failure;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ResponseReclaimedException}.
 */
class ResponseReclaimedExceptionTests {

	@Test
	void messageNamesTheSetting() {
		Throwable cause = new IllegalStateException("the transport");
		ResponseReclaimedException failure = new ResponseReclaimedException("orders", "a:80", Duration.ofSeconds(5),
				cause);
		assertThat(failure).hasCause(cause)
			.hasMessageStartingWith("client=orders remote=a:80: the response was reclaimed")
			.hasMessageContaining("for 5000ms (leak.threshold)");
		assertThat(failure.getClient()).isEqualTo("orders");
		assertThat(failure.getRemote()).isEqualTo("a:80");
		assertThat(failure.getThreshold()).isEqualTo(Duration.ofSeconds(5));
	}

}
