package dev.lifeguard.sample;

import java.time.Duration;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.test.Backend;
import dev.lifeguard.test.BrokenBackend;
import dev.lifeguard.test.LifeguardTester;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

import static dev.lifeguard.test.LifeguardAssertions.assertThat;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCalls;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application survives bad days of its backend. What the tests are about is how such
 * tests are written: the backend is broken, users call the application, and what they and
 * the backend see is looked at.
 */
class BadDayTests extends AbstractSampleTests {

	@BrokenBackend("orders")
	private Backend backend;

	@Autowired
	private LifeguardTester tester;

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void usersAreToldInTimeWhenTheBackendIsSilent(String path) {
		this.backend.silent();

		Answer answer = callers().get(path);

		assertThat(answer.status()).isEqualTo(504);
		assertThat(answer.took()).isLessThan(Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void usersDoNotNoticeWhenTheBackendFailsOnce(String path) {
		this.backend.script("503, ok").body(ORDERS);

		assertThat(callers().get(path).body()).isEqualTo(ORDERS);
		assertThat(this.backend).hasRequests(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void backendNeverHasMoreRequestsThanThereAreConnections(String path) {
		this.backend.capacity(5).slow(Duration.ofMillis(50));

		assertThatCalls(150, () -> callers().get(path)).allEndWithin(Duration.ofSeconds(20));

		assertThat(this.backend).hasAtOnceUpTo(20);
		this.tester.awaitIdle("orders");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void usersAreToldToComeAgainWhenThePoolIsExhausted(String path) {
		this.tester.exhaust("orders");

		Answer answer = callers().get(path);

		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.retryAfter()).isNotEmpty();
		assertThat(this.tester.diagnosis("orders").cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(this.backend).hasRequests(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void failureLeaksNothing(String path) {
		this.backend.status(500).bodySize(DataSize.ofMegabytes(1));

		assertThat(callers().get(path).status()).isEqualTo(500);
	}

}
