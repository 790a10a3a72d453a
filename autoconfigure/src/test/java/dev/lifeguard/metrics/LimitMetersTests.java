package dev.lifeguard.metrics;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.limit.LearnedLimit;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LimitMeters}.
 */
class LimitMetersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void learnedLimitIsShown() {
		try (ManagedClient client = client(new LimitSettings(Mode.ADAPTIVE, 1, 2))) {
			LearnedLimit limit = client.learnedLimit();
			assertThat(limit).isNotNull();
			assertThat(gauge("learned")).isEqualTo(limit.limit()).isEqualTo(2);
			assertThat(gauge("known-safe")).isZero();
		}
	}

	@Test
	void fixedOneIsNot() {
		try (ManagedClient client = client(LimitSettings.DEFAULTS)) {
			assertThat(client.learnedLimit()).isNull();
			assertThat(this.registry.find("lifeguard.limit").gauges()).isEmpty();
		}
	}

	private double gauge(String kind) {
		return this.registry.get("lifeguard.limit").tag("client", "orders").tag("kind", kind).gauge().value();
	}

	private ManagedClient client(LimitSettings limit) {
		ManagedClient client = TestClients.of(TestClients.settings("orders", limit), this.clock,
				new ManualTimer(this.clock));
		new LimitMeters(client, new OwnMeters(this.registry)).bind();
		return client;
	}

}
