package dev.lifeguard.retry;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryDelay}.
 */
class RetryDelayTests {

	private double random;

	private final RetryDelay delay = new RetryDelay((number) -> Duration.ofMillis(500L * number),
			new RetryAfter(InstantSource.system()), () -> this.random);

	@Test
	void withoutAWishOfTheBackendItIsTheBackoff() {
		this.random = 0.9;
		assertThat(this.delay.after(Attempts.unavailable(2))).isEqualTo(Duration.ofSeconds(1));
		assertThat(this.delay.after(Attempts.get(3, Attempts.sent(new IOException()))))
			.isEqualTo(Duration.ofMillis(1500));
	}

	@Test
	void wishOfTheBackendIsTheFloor() {
		assertThat(this.delay.after(Attempts.unavailable(1, "10"))).isEqualTo(Duration.ofSeconds(10));
		assertThat(this.delay.after(Attempts.unavailable(100, "10"))).isEqualTo(Duration.ofSeconds(50));
	}

	@Test
	void upToAFifthOfTheWishIsPutOnTop() {
		this.random = 0.5;
		assertThat(this.delay.after(Attempts.unavailable(1, "10"))).isEqualTo(Duration.ofSeconds(11));
		assertThat(this.delay.after(Attempts.unavailable(100, "10"))).isEqualTo(Duration.ofSeconds(51));
		this.random = Math.nextDown(1.0);
		assertThat(this.delay.after(Attempts.unavailable(1, "10"))).isBetween(Duration.ofMillis(11_999),
				Duration.ofSeconds(12));
	}

	@Test
	void hugeWishDoesNotOverflow() {
		this.random = Math.nextDown(1.0);
		assertThat(this.delay.after(Attempts.unavailable(1, "99999999999999999999")))
			.isGreaterThan(Duration.ofNanos(Long.MAX_VALUE));
	}

}
