package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import dev.lifeguard.transport.Protocol;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailOnLeak}.
 */
class FailOnLeakTests {

	@Test
	void leakFailsTheTestThatMadeItWithItsCallSite() {
		TestRun run = TestRun.of(LeakCase.class);
		assertThat(run.failures()).containsOnlyKeys("leaks", "leaksTwiceAndFails");
		assertThat(run.failures().get("leaks")).isInstanceOf(AssertionError.class)
			.hasMessageContaining("The test leaked a response")
			.hasMessageContaining("client 'orders': GET /api/orders/{id} to 127.0.0.1:")
			.hasMessageContaining("%s.existsOrLeaks(Orders.java:", Orders.class.getName())
			.hasMessageContaining("@FailOnLeak(false)");
		assertThat(run.failures().get("leaksTwiceAndFails")).hasMessage("on its own account");
		assertThat(run.failures().get("leaksTwiceAndFails").getSuppressed()).extracting(Throwable::getMessage)
			.anySatisfy((message) -> assertThat(message).contains("The test leaked 2 responses"));
		assertThat(run.passed()).containsExactly("closes", "isAllowed", "leaksOnPurpose", "readsSlowly", "wasShort");
	}

	@Test
	void leakOfAStreamIsFound() {
		TestRun run = TestRun.of(Http2Case.class);
		assertThat(run.failures()).containsOnlyKeys("leaks");
		assertThat(run.failures().get("leaks")).hasMessageContaining("existsOrLeaks(Orders.java:");
	}

	@Test
	void testWithoutABackendIsWatchedIfItAsksForThat() {
		try (Backend backend = Backend.forClient("orders")) {
			System.setProperty("backend.url", backend.url());
			backend.status(404).bodySize(DataSize.ofMegabytes(1));
			TestRun run = TestRun.of(WatchedCase.class);
			assertThat(run.failures().get("leaks")).hasMessageContaining("existsOrLeaks(Orders.java:");
			assertThat(run.failures()).hasSize(1);
			assertThat(TestRun.of(WatchedMethodCase.class).failures().get("leaks"))
				.hasMessageContaining("existsOrLeaks(Orders.java:");
		}
		finally {
			System.clearProperty("backend.url");
		}
	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class LeakCase {

		@BrokenBackend("orders")
		private Backend backend;

		@Autowired
		private Orders orders;

		@Test
		void leaks() {
			this.backend.status(404).bodySize(DataSize.ofMegabytes(1));
			assertThat(this.orders.existsOrLeaks("7")).isFalse();
		}

		@Test
		void leaksTwiceAndFails() {
			this.backend.status(404).bodySize(DataSize.ofMegabytes(1));
			this.orders.existsOrLeaks("7");
			this.orders.existsOrLeaks("8");
			throw new IllegalStateException("on its own account");
		}

		@Test
		void closes() {
			this.backend.bodySize(DataSize.ofMegabytes(1));
			assertThat(this.orders.existsOrLeaks("7")).isTrue();
		}

		@Test
		@FailOnLeak(false)
		void isAllowed() {
			leaks();
		}

		@Test
		void leaksOnPurpose(@Autowired LifeguardTester tester) {
			tester.leak("orders");
			assertThat(tester.snapshot("orders").active()).isOne();
		}

		@Test
		void readsSlowly() {
			this.backend.bodySize(DataSize.ofMegabytes(16));
			new Thread(() -> this.orders.read("7", () -> Waiting.until(() -> false, Duration.ofMillis(20)))).start();
			this.backend.awaitRequests(1);
		}

		@Test
		void wasShort() {
			this.backend.status(404);
			assertThat(this.orders.existsOrLeaks("7")).isFalse();
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class Http2Case {

		@BrokenBackend(value = "orders", protocol = Protocol.H2)
		private Backend backend;

		@Test
		void leaks(@Autowired Orders orders) {
			this.backend.status(404).bodySize(DataSize.ofMegabytes(1));
			assertThat(orders.existsOrLeaks("7")).isFalse();
		}

		@Test
		void leaksOnPurpose(@Autowired LifeguardTester tester) {
			tester.leak("orders");
			assertThat(tester.snapshot("orders").active()).isOne();
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "lifeguard.clients.orders.base-url=${backend.url}")
	@FailOnLeak
	static class WatchedCase {

		@Test
		void leaks(@Autowired Orders orders) {
			orders.existsOrLeaks("7");
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
			properties = "lifeguard.clients.orders.base-url=${backend.url}")
	static class WatchedMethodCase {

		@Test
		@FailOnLeak
		void leaks(@Autowired Orders orders) {
			orders.existsOrLeaks("7");
		}

	}

}
