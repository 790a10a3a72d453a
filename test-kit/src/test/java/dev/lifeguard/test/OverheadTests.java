package dev.lifeguard.test;

import java.time.Duration;

import dev.lifeguard.test.shop.ShopApplication;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a broken backend costs a test.
 */
class OverheadTests {

	private static final Duration MOST = Duration.ofMillis(300);

	@Test
	void backendAddsLittleToAContextThatIsUp() {
		long start = System.nanoTime();
		Backend.forClient("orders").close();
		Duration made = Duration.ofNanos(System.nanoTime() - start);
		TestRun.of(EmptyCase.class);
		start = System.nanoTime();
		assertThat(TestRun.of(EmptyCase.class).passed()).hasSize(1);
		Duration used = Duration.ofNanos(System.nanoTime() - start);
		assertThat(made.plus(used)).isLessThanOrEqualTo(MOST);
	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	@BrokenBackend("orders")
	static class EmptyCase {

		@Test
		void doesNothing() {
		}

	}

}
