package dev.lifeguard.oldest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Endpoint, health and meters of the clients.
 */
class ActuatorTests extends AbstractShopTests {

	@Autowired
	private MeterRegistry meters;

	@Test
	void endpointShowsEachClient() {
		get(Face.REST_CLIENT, "orders");
		JsonNode orders = ask("/actuator/httppools/orders");
		assertThat(orders.at("/settings/pool.max-connections/value").asInt()).isEqualTo(5);
		assertThat(orders.at("/snapshot/remotes").size()).isOne();
		assertThat(ask("/actuator/httppools").path("clients").propertyNames()).contains("orders", "stock", "single");
	}

	@Test
	void healthIsDegradedWhileCallsAreRefused() throws Exception {
		assertThat(ask("/actuator/health/httpPools").at("/components/orders/status").asString()).isEqualTo("UP");
		backend("single").silent();
		CompletableFuture<String> holder = CompletableFuture.supplyAsync(() -> get(Face.REST_CLIENT, "single"));
		backend("single").awaitRequests(1);
		assertThatException().isThrownBy(() -> get(Face.WEB_CLIENT, "single"));
		JsonNode health = ask("/actuator/health");
		assertThat(health.at("/components/httpPools/components/single/status").asString()).isEqualTo("DEGRADED");
		assertThat(health.at("/status").asString()).isEqualTo("DEGRADED");
		backend("single").heal();
		holder.get(5, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource
	void callsAreMeasured(Face face) {
		double before = observed();
		get(face, "orders");
		assertThat(this.meters.get("lifeguard.connections.max").tag("client", "orders").gauge().value()).isEqualTo(5);
		assertThat(this.meters.get("lifeguard.connections.acquire").tag("client", "orders").timer().count())
			.isPositive();
		await().until(() -> observed() == before + 1);
		assertThat(ask("/actuator/metrics/lifeguard.connections").path("name").asString())
			.isEqualTo("lifeguard.connections");
	}

	private double observed() {
		return this.meters.find("http.client.requests")
			.tag("client.name", "orders")
			.timers()
			.stream()
			.mapToDouble((timer) -> timer.count())
			.sum();
	}

}
