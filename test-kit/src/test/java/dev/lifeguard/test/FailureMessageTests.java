package dev.lifeguard.test;

import java.time.Duration;
import java.util.Map;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static dev.lifeguard.test.LifeguardAssertions.assertThat;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a test says that fails: what it expected, what it got, and how clients
 * and backends were.
 */
class FailureMessageTests {

	private static final String SITUATION = "Clients and backends at that moment:";

	private static Map<String, Throwable> failures;

	@BeforeAll
	static void run() {
		failures = TestRun.of(FailingCase.class).failures();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			callSucceeds | Expected the call to fail, and it has succeeded
			callFails | Expected the call to succeed, and it has failed:
			callRuns | Expected the call to fail within 100ms, and it still runs:
			callTimesOut | Expected a PoolExhaustedException, and there is none among the causes of:
			callTimesOutElsewhere | Expected a call that took too long in phase CONNECT, and it was in phase FIRST_BYTE:
			callIsRefused | Expected a pool that is exhausted because of LEAK, and it is because of
			poolHolds | Expected a pool with no call that has a permit, or waits for one, and there are:
			backendSaw | Expected 2 requests at the backend 'orders', and there were 1, up to 1 at once:
			backendSawTooMuch | Expected 1 request at the backend 'orders', and there were 25, up to 1 at once:
			backendWaits | Expected 3 requests within 5s, and there were 0
			poolIsNotIdle | Expected an idle pool within 5s
			""")
	void assertionOfTheKitExplainsItself(String test, String message) {
		assertThat(failures.get(test)).hasMessageContaining(message)
			.hasMessageContaining(SITUATION)
			.hasMessageContaining("client 'orders': max=4 ")
			.hasMessageContaining("backend 'orders' on 127.0.0.1:")
			.hasNoSuppressedExceptions();
	}

	@Test
	void anyOtherFailureIsExplainedBesides() {
		assertThat(failures.get("otherAssertion").getSuppressed()).singleElement().satisfies((explanation) -> {
			assertThat(explanation.toString()).startsWith(SITUATION)
				.containsPattern(
						"holds a permit for \\d+ms: GET /api/orders/\\{id} to 127.0.0.1:\\d+, in phase FIRST_BYTE")
				.containsPattern("#1 GET /api/orders/7 after \\d+ms on connection \\d+: not answered");
			assertThat(explanation.getStackTrace()).isEmpty();
		});
	}

	@Test
	void lastRequestsOfManyAreShown() {
		assertThat(failures.get("backendSawTooMuch")).hasMessageContaining("(and 5 before these)")
			.message()
			.doesNotContain("#5 GET")
			.contains("#6 GET", "#25 GET");
	}

	@Test
	void pathThatNoRequestMetIsShown() {
		assertThat(failures.get("pathIsMissed").getSuppressed()).singleElement()
			.asString()
			.contains("no request has met at(\"/orders/{id}\"), to which the path of the base URL belongs")
			.doesNotContain("at(\"/api/orders/{id}\")");
	}

	@Test
	void stackOfACallThatRunsIsShown() {
		assertThat(failures.get("callRuns")).hasMessageContaining("at " + Orders.class.getName() + ".find(");
	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class FailingCase {

		private static final Duration SECONDS = Duration.ofSeconds(5);

		@BrokenBackend("orders")
		private Backend backend;

		@Autowired
		private LifeguardTester tester;

		@Autowired
		private Orders orders;

		@Test
		void callSucceeds() {
			assertThatCall(() -> this.orders.find("7")).failsWithin(SECONDS);
		}

		@Test
		void callFails() {
			this.backend.status(500);
			assertThatCall(() -> this.orders.find("7")).succeedsWithin(SECONDS);
		}

		@Test
		void callRuns() {
			this.backend.silent();
			assertThatCall(() -> this.orders.find("7")).failsWithin(Duration.ofMillis(100));
		}

		@Test
		void callTimesOut() {
			this.backend.silent();
			assertThatCall(() -> this.orders.place("book")).failsWithin(SECONDS).asExhausted();
		}

		@Test
		void callTimesOutElsewhere() {
			this.backend.silent();
			assertThatCall(() -> this.orders.place("book")).failsWithin(SECONDS).asTimedOut(Phase.CONNECT);
		}

		@Test
		void callIsRefused() {
			this.tester.exhaust("orders");
			assertThatCall(() -> this.orders.find("7")).failsWithin(SECONDS).asExhausted(Cause.LEAK);
		}

		@Test
		void poolHolds() {
			this.tester.exhaust("orders");
			assertThat(this.tester.snapshot("orders")).holdsNothing();
		}

		@Test
		void backendSaw() {
			this.orders.find("7");
			assertThat(this.backend).hasRequests(2);
		}

		@Test
		void backendSawTooMuch() {
			for (int call = 0; call < 25; call++) {
				this.orders.find("7");
			}
			assertThat(this.backend).hasRequests(1);
		}

		@Test
		void pathIsMissed() {
			this.backend.at("/orders/{id}").status(404);
			this.backend.at("/api/orders/{id}").body("book");
			assertThat(this.orders.find("7")).isNull();
		}

		@Test
		void backendWaits() {
			this.backend.awaitRequests(3);
		}

		@Test
		void poolIsNotIdle() {
			this.tester.exhaust("orders");
			this.tester.awaitIdle();
		}

		@Test
		void otherAssertion() {
			this.backend.silent();
			new Thread(() -> this.orders.find("7")).start();
			this.backend.awaitRequests(1);
			assertThat("this").isEqualTo("that");
		}

	}

}
