package dev.lifeguard.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.registry.UnknownClientException;
import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static dev.lifeguard.test.LifeguardAssertions.assertThat;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link LifeguardTester} and the assertions.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
class LifeguardTesterTests {

	private static final Duration SECONDS = Duration.ofSeconds(5);

	@BrokenBackend("orders")
	private Backend backend;

	@Autowired
	private LifeguardTester tester;

	@Autowired
	private Orders orders;

	private CompletableFuture<Void> inBackground() {
		return CompletableFuture.runAsync(() -> this.orders.find("7"), (call) -> new Thread(call).start());
	}

	@Test
	void exhaustedPoolRefusesUntilThePermitsAreGivenBack() {
		try (HeldPermits permits = this.tester.exhaust("orders")) {
			assertThat(permits.count()).isEqualTo(4);
			assertThat(this.tester.snapshot("orders")).isExhausted().holds(4).hasPending(0);
			assertThatCall(() -> this.orders.find("7")).failsWithin(SECONDS)
				.asExhausted()
				.extracting(PoolExhaustedException::getReason)
				.isEqualTo(Reason.ACQUIRE_TIMEOUT);
			assertThat(this.tester.diagnosis("orders").evidence()).isNotEmpty();
		}
		assertThat(this.tester.snapshot("orders")).holdsNothing();
		assertThatCall(() -> this.orders.find("7")).succeedsWithin(SECONDS);
		assertThat(this.backend).hasRequests(1);
	}

	@Test
	void permitsOfCallsUnderWayAreHeldAfterThem() {
		this.backend.silent();
		CompletableFuture<Void> call = inBackground();
		this.backend.awaitRequests(1);
		try (HeldPermits permits = this.tester.exhaust("orders")) {
			assertThat(permits.count()).isEqualTo(3);
			this.backend.heal();
			call.join();
			assertThat(Waiting.until(() -> permits.count() == 4, SECONDS)).isTrue();
			assertThat(this.tester.snapshot("orders")).holds(4);
		}
		this.tester.awaitIdle();
	}

	@Test
	void callBetweenTwoAttemptsIsUnderWay() {
		this.backend.script("503 retry-after=300ms, ok");
		CompletableFuture<Void> call = inBackground();
		this.backend.awaitRequests(1);
		this.tester.awaitIdle("orders");
		assertThat(this.backend).hasRequests(2);
		call.join();
	}

	@Test
	void permitsAreGivenBackAtTheEndOfATestWithoutABackend() {
		assertThat(TestRun.of(WithoutBackendCase.class).failures()).isEmpty();
		assertThat(TestRun.of(ParameterCase.class).failures()).isEmpty();
	}

	@Test
	void permitsAreGivenBackAtTheEndOfTheTestBefore() {
		assertThat(this.tester.snapshot("orders")).holdsNothing();
		this.tester.exhaust("orders");
	}

	@Test
	void permitsAreGivenBackAtTheEndOfTheOtherTestBefore() {
		permitsAreGivenBackAtTheEndOfTheTestBefore();
	}

	@Test
	void leakOnPurposeIsFoundAndTakenBack() {
		this.tester.leak("orders");
		assertThat(this.tester.snapshot("orders")).holds(1);
		this.tester.awaitIdle("orders");
		assertThat(this.tester.leaks("orders")).singleElement().satisfies((leak) -> {
			assertThat(leak.proof()).isEqualTo(LeakProof.UNREAD);
			assertThat(leak.request()).startsWith("GET");
		});
		assertThat(this.tester.leaks("stock")).isEmpty();
		assertThat(this.backend).hasRequests(0);
	}

	@Test
	void leaksExhaustThePool() {
		for (int permit = 0; permit < 4; permit++) {
			this.tester.leak("orders");
		}
		assertThatCall(() -> this.orders.find("7")).failsWithin(SECONDS).asExhausted();
	}

	@Test
	void slowBackendIsTheCause() {
		this.backend.slow(Duration.ofMillis(600));
		CompletableFuture<?>[] calls = new CompletableFuture<?>[4];
		for (int call = 0; call < calls.length; call++) {
			calls[call] = inBackground();
		}
		this.backend.awaitRequests(4);
		assertThatCall(() -> Waiting.until(() -> this.tester.snapshot("orders").oldest().toMillis() > 300, SECONDS))
			.succeedsWithin(SECONDS);
		assertThatCall(() -> this.orders.find("8")).failsWithin(SECONDS).asExhausted(Cause.SLOW_BACKEND);
		assertThat(this.tester.diagnosis("orders").cause()).isEqualTo(Cause.SLOW_BACKEND);
		CompletableFuture.allOf(calls).join();
		assertThat(this.backend).hasRequests(4).hasAtOnceUpTo(4);
	}

	@Test
	void unknownClientIsNamed() {
		assertThatExceptionOfType(UnknownClientException.class).isThrownBy(() -> this.tester.exhaust("ordrs"))
			.withMessageContaining("There are: orders, stock");
	}

	@Test
	void clientWithoutABackendCannotLeakOnPurpose() {
		assertThatIllegalStateException().isThrownBy(() -> this.tester.leak("stock"))
			.withMessageContaining("@BrokenBackend(\"stock\")");
	}

	/**
	 * Each test finds what it needs, whichever comes first.
	 */
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "lifeguard.clients.orders.pool.acquire-timeout=100ms")
	static class WithoutBackendCase {

		@Autowired
		private LifeguardTester tester;

		@Autowired
		private Orders orders;

		@Test
		void first() {
			assertThat(this.tester.snapshot("orders")).holdsNothing();
			assertThatIllegalStateException().isThrownBy(() -> this.tester.diagnosis("orders"));
			this.tester.exhaust("orders");
			assertThatCall(() -> this.orders.find("7")).failsWithin(SECONDS).asExhausted();
		}

		@Test
		void second() {
			first();
		}

	}

	/**
	 * The tester is made when the first of them has begun.
	 */
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "lifeguard.clients.orders.pool.acquire-timeout=101ms")
	static class ParameterCase {

		@Test
		void first(@Autowired LifeguardTester tester) {
			assertThat(tester.snapshot("orders")).holdsNothing();
			tester.exhaust("orders");
		}

		@Test
		void second(@Autowired LifeguardTester tester) {
			first(tester);
		}

	}

}
