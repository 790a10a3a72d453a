package dev.lifeguard.metrics;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.limit.Share;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.testsupport.TestShare;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FleetMeters}.
 */
class FleetMetersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void shareIsShownAsItIsNow() {
		TestShare share = new TestShare(3);
		try (ManagedClient client = client(share)) {
			assertThat(client.share()).isSameAs(share);
			assertThat(gauge("lease")).isEqualTo(3);
			assertThat(gauge("budget")).isEqualTo(300);
			share.set(12);
			assertThat(gauge("lease")).isEqualTo(12);
		}
	}

	@Test
	void oneOfTheStatesIsTheCurrentOne() {
		TestShare share = new TestShare(3);
		try (ManagedClient client = client(share)) {
			for (State current : State.values()) {
				share.set(current, client.share().getAsInt());
				for (State state : State.values()) {
					assertThat(this.registry.get("lifeguard.fleet.state")
						.tag("client", "orders")
						.tag("state", state.name())
						.gauge()
						.value()).isEqualTo((state == current) ? 1 : 0);
				}
			}
		}
	}

	@Test
	void clientThatSharesNothingHasNoneOfThem() {
		try (ManagedClient client = client(Share.ALL)) {
			assertThat(client.share().view()).isNull();
			assertThat(this.registry.getMeters()).isEmpty();
		}
	}

	private double gauge(String name) {
		return this.registry.get("lifeguard.fleet." + name).tag("client", "orders").gauge().value();
	}

	private ManagedClient client(Share share) {
		ManagedClient client = TestClients.sharing(TestClients.settings("orders"), share, this.clock,
				new ManualTimer(this.clock));
		new FleetMeters(client, new OwnMeters(this.registry)).bind();
		return client;
	}

}
