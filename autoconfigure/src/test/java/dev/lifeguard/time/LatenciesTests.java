package dev.lifeguard.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Latencies}.
 */
class LatenciesTests {

	private final Latencies latencies = new Latencies();

	@ParameterizedTest
	@ValueSource(longs = { 100, 128, 999, 1_000, 20_000, 180_000, 9_200_000, 16_000_000 })
	void timeIsRightToAQuarter(long micros) {
		this.latencies.add(micros * 1000);
		assertThat(this.latencies.percentile(0.5)).isBetween(micros * 1000, micros * 1250 + 1);
	}

	@Test
	void percentilesAreInOrder() {
		for (int call = 0; call < 10_000; call++) {
			this.latencies.add(ThreadLocalRandom.current().nextLong(Duration.ofMillis(100).toNanos()));
		}
		assertThat(Duration.ofNanos(this.latencies.percentile(0.5))).isBetween(Duration.ofMillis(45),
				Duration.ofMillis(66));
		assertThat(Duration.ofNanos(this.latencies.percentile(0.99))).isBetween(Duration.ofMillis(95),
				Duration.ofMillis(120));
	}

	@Test
	void extremesAreCountedAtTheEnds() {
		this.latencies.add(0);
		this.latencies.add(1);
		this.latencies.add(Duration.ofDays(1).toNanos());
		assertThat(this.latencies.count()).isEqualTo(3);
		assertThat(this.latencies.percentile(0.5)).isLessThanOrEqualTo(100_000);
		assertThat(this.latencies.percentile(1)).isGreaterThan(Duration.ofSeconds(15).toNanos());
	}

	@Test
	void halfIsForgotten() {
		for (int call = 0; call < 10; call++) {
			this.latencies.add(1_000_000);
		}
		this.latencies.halve();
		assertThat(this.latencies.count()).isEqualTo(5);
	}

	@Test
	void othersAreAdded() {
		Latencies others = new Latencies();
		others.add(5_000_000);
		this.latencies.addAll(others);
		assertThat(this.latencies.count()).isOne();
		assertThat(this.latencies.percentile(0.5)).isEqualTo(others.percentile(0.5));
	}

	@Test
	void nothingIsKnownOfNothing() {
		assertThat(this.latencies.percentile(0.5)).isZero();
	}

}
