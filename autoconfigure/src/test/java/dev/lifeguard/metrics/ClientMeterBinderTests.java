package dev.lifeguard.metrics;

import java.util.List;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClientMeterBinder}.
 */
class ClientMeterBinderTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ClientRegistry clients = new ClientRegistry(List.of(client("orders"), client("billing")));

	private final ClientMeterBinder binder = new ClientMeterBinder(this.clients);

	private final MeterRegistry one = new SimpleMeterRegistry();

	private final MeterRegistry other = new SimpleMeterRegistry();

	private ManagedClient client(String name) {
		return TestClients.of(TestClients.settings(name), this.clock, new ManualTimer(this.clock));
	}

	@AfterEach
	void close() {
		this.clients.close();
	}

	@Test
	void everyClientHasItsMetersInEachRegistry() {
		this.binder.bindTo(this.one);
		this.binder.bindTo(this.other);
		for (MeterRegistry registry : List.of(this.one, this.other)) {
			for (String name : List.of("lifeguard.connections.max", "lifeguard.retry.budget")) {
				assertThat(registry.get(name).gauges()).extracting(ClientMeterBinderTests::client)
					.containsExactlyInAnyOrder("orders", "billing");
			}
		}
	}

	@Test
	void closedBinderLeavesNoneBehind() {
		this.binder.bindTo(this.one);
		this.binder.bindTo(this.other);
		this.one.counter("of.the.application");
		this.binder.close();
		assertThat(this.one.getMeters()).hasSize(1);
		assertThat(this.other.getMeters()).isEmpty();
	}

	@Test
	void remoteThatAppearsAfterwardsGetsNone() {
		this.binder.bindTo(this.one);
		this.binder.close();
		TestConnect.of(this.clients.client("orders"));
		assertThat(this.clients.client("orders").remotes()).isNotEmpty();
		assertThat(this.one.getMeters()).isEmpty();
	}

	private static String client(Gauge gauge) {
		return String.valueOf(gauge.getId().getTag("client"));
	}

}
