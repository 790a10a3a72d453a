package dev.lifeguard.actuate;

import java.time.Duration;
import java.util.Map;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PoolHealthIndicator}.
 */
class PoolHealthIndicatorTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final PoolHealthIndicator indicator = new PoolHealthIndicator(this.client);

	@AfterEach
	void close() {
		this.client.close();
	}

	private Health health() {
		Health health = this.indicator.health();
		assertThat(health).isNotNull();
		return health;
	}

	/**
	 * Two calls hold the permits, two wait, and the fifth is refused.
	 */
	private void exhaust() {
		for (int call = 0; call < 5; call++) {
			TestConnect.of(this.client);
		}
	}

	@Test
	void fullPoolIsUpForAsLongAsNobodyIsRefused() {
		TestConnect.of(this.client).bind(new EmbeddedChannel());
		TestConnect.of(this.client);
		TestConnect.of(this.client);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		assertThat(health().getDetails())
			.isEqualTo(Map.of("limit", 2, "active", 1, "idle", 0, "connecting", 1, "pending", 1));
	}

	@Test
	void clientThatRefusesCallsIsDegradedAndSaysWhy() {
		exhaust();
		assertThat(health().getStatus()).isEqualTo(PoolHealthIndicator.DEGRADED);
		assertThat(health().getDetails()).containsEntry("cause", Cause.UNKNOWN)
			.containsEntry("evidence", "2 of 2 permits are taken, 2 of them still connecting")
			.containsEntry("pending", 2);
		assertThat(String.valueOf(health().getDetails().get("advice"))).startsWith("do not raise max-connections");
	}

	/**
	 * Those that wait are refused after a second, the last ones for five.
	 */
	@Test
	void clientThatRefusesNoneAnyMoreIsUpAfterAWhile() {
		this.client.httpClient();
		exhaust();
		pass(6);
		assertThat(health().getStatus()).isEqualTo(PoolHealthIndicator.DEGRADED);
		pass(1);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	private void pass(int seconds) {
		for (int second = 0; second < seconds; second++) {
			this.clock.advance(Duration.ofSeconds(1));
			this.timer.runDue();
		}
	}

}
