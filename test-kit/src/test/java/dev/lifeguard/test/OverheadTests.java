package dev.lifeguard.test;

import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

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

	/** The machine may have something else to do. */
	private static final int TRIES = 5;

	@Test
	void backendAddsLittleToAContextThatIsUp() {
		TestRun.of(EmptyCase.class);
		assertThat(Stream.generate(OverheadTests::cost).limit(TRIES).min(Comparator.naturalOrder()).orElseThrow())
			.isLessThanOrEqualTo(MOST);
	}

	/**
	 * Make a backend, and run a test that has one.
	 */
	private static Duration cost() {
		long start = System.nanoTime();
		Backend.forClient("orders").close();
		assertThat(TestRun.of(EmptyCase.class).passed()).hasSize(1);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	@BrokenBackend("orders")
	static class EmptyCase {

		@Test
		void doesNothing() {
		}

	}

}
