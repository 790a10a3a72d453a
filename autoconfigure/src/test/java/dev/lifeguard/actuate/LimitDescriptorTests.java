package dev.lifeguard.actuate;

import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.limit.LearnedLimit;
import dev.lifeguard.limit.LimitMove.Reason;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.limit.Signal;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LimitDescriptor}.
 */
class LimitDescriptorTests {

	private static final String TEMPLATE = "https://user:secret@orders.test/orders/{id}?token=secret";

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.of(
			TestClients.settings("orders", new LimitSettings(Mode.ADAPTIVE, 1, 1)), this.clock,
			new ManualTimer(this.clock));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void fixedLimitIsNotDescribed() {
		try (ManagedClient fixed = TestClients.create(this.clock, new ManualTimer(this.clock))) {
			assertThat(LimitDescriptor.of(fixed)).isNull();
		}
	}

	@Test
	void baselineLimitAndWhyItMovedLastAreShownWithoutHostAndQuery() {
		LearnedLimit limit = this.client.learnedLimit();
		assertThat(limit).isNotNull();
		for (int call = 0; call < 200; call++) {
			limit.sent(1);
			this.clock.advance(Duration.ofMillis(20));
			limit.ended("GET", TEMPLATE, Signal.ANSWERED, Duration.ofMillis(20).toNanos());
		}
		LimitDescriptor before = LimitDescriptor.of(this.client);
		this.clock.advance(Duration.ofSeconds(7));
		assertThat(LimitDescriptor.of(this.client)).isNotNull().satisfies((shown) -> {
			assertThat(shown.learned()).isEqualTo(2);
			assertThat(shown.baselines()).containsOnlyKeys("GET /orders/{id}");
			assertThat(shown.slow()).isFalse();
			assertThat(shown.blocked()).isFalse();
			assertThat(shown.lastMove()).isNotNull().satisfies((move) -> {
				assertThat(move.why()).isEqualTo(Reason.GREW);
				assertThat(move.to()).isEqualTo(2);
				assertThat(move.ago()).isGreaterThanOrEqualTo(Duration.ofSeconds(7));
			});
		});
		assertThat(before).isNotNull();
		assertThat(before.toString()).doesNotContain("secret", "orders.test");
	}

}
