package dev.lifeguard.actuate;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link HttpPoolsEndpoint}.
 */
class HttpPoolsEndpointTests {

	private static final SecurityContext NOBODY = SecurityContext.NONE;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient orders = client("orders");

	private final ClientRegistry clients = new ClientRegistry(List.of(this.orders, client("billing")));

	private final List<Object> published = new ArrayList<>();

	private final HttpPoolsEndpoint endpoint = new HttpPoolsEndpoint(this.clients, this.published::add);

	private ManagedClient client(String name) {
		return TestClients.of(TestClients.settings(name), this.clock, new ManualTimer(this.clock));
	}

	@AfterEach
	void close() {
		this.clients.close();
	}

	/**
	 * Two calls hold the permits, two wait, and the fifth is refused.
	 */
	private void exhaust() {
		TestConnect.of(this.orders).cancel();
		for (int call = 0; call < 5; call++) {
			TestConnect.of(this.orders);
		}
	}

	@Test
	void allClientsAreShownInTheirOrderAndWithoutTheirRecorders() {
		exhaust();
		this.clients.advise("billing", "an advice");
		Map<String, HttpPoolDescriptor> shown = this.endpoint.httpPools().clients();
		assertThat(shown.keySet()).containsExactly("orders", "billing");
		assertThat(shown.get("orders").snapshot().pending()).isEqualTo(2);
		assertThat(shown.get("orders").lastEpisode()).isNotNull()
			.satisfies((episode) -> assertThat(episode.recorder()).isEmpty());
		assertThat(shown.get("billing").advice()).containsExactly("an advice");
	}

	@Test
	void oneClientIsShownWithItsRecorder() {
		exhaust();
		WebEndpointResponse<Object> response = this.endpoint.httpPool("orders");
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getBody()).isInstanceOfSatisfying(HttpPoolDescriptor.class,
				(shown) -> assertThat(shown.lastEpisode()).isNotNull()
					.satisfies((episode) -> assertThat(episode.recorder()).isNotEmpty()));
	}

	@Test
	void unknownClientIsAnsweredWithTheNamesThatExist() {
		for (WebEndpointResponse<Object> response : List.of(this.endpoint.httpPool("ordrs"),
				this.endpoint.resize(NOBODY, "ordrs", "5", null), this.endpoint.evict(NOBODY, "ordrs", "idle"))) {
			assertThat(response.getStatus()).isEqualTo(404);
			assertThat(response.getBody()).isEqualTo(
					Map.of("error", "There is no client of that name.", "clients", List.of("orders", "billing")));
		}
		assertThat(this.published).isEmpty();
	}

	@Test
	void boundIsChangedForATimeAndThatIsPublished() {
		WebEndpointResponse<Object> response = this.endpoint.resize(NOBODY, "orders", "5", "1m");
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getBody()).isEqualTo(Map.of("limit", 5, "for", Duration.ofMinutes(1), "then", 2));
		assertThat(this.orders.snapshot().limit()).isEqualTo(5);
		assertPublished("HTTP_POOL_RESIZED", Map.of("client", "orders", "maxConnections", 5, "for", "PT1M"));
	}

	@ParameterizedTest
	@CsvSource({ "0,1m,maxConnections is 0", "5,soon,for is soon" })
	void boundThatCannotBeIsAnsweredWithTheReason(String bound, String time, String reason) {
		WebEndpointResponse<Object> response = this.endpoint.resize(NOBODY, "orders", bound, time);
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(String.valueOf(response.getBody())).startsWith("{error=" + reason + ": write ");
		assertThat(this.orders.snapshot().limit()).isEqualTo(2);
		assertThat(this.published).isEmpty();
	}

	@Test
	void idleConnectionsAreClosedAndThatIsPublished() throws Exception {
		try (Backend backend = Backend.start()) {
			new LeasedRequestFactory(this.orders).createRequest(URI.create(backend.url()), HttpMethod.GET)
				.execute()
				.close();
			await().until(() -> this.orders.snapshot().idle() == 1);
			WebEndpointResponse<Object> response = this.endpoint.evict(NOBODY, "orders", "idle");
			assertThat(response.getStatus()).isEqualTo(200);
			assertThat(response.getBody()).isEqualTo(Map.of("closed", 1));
			assertPublished("HTTP_POOL_EVICTED", Map.of("client", "orders", "closed", 1));
		}
	}

	@Test
	void connectionsInUseAreNotClosed() {
		assertThat(this.endpoint.evict(NOBODY, "orders", "active").getStatus()).isEqualTo(404);
		assertThat(this.published).isEmpty();
	}

	private void assertPublished(String type, Map<String, Object> data) {
		assertThat(this.published).singleElement().isInstanceOfSatisfying(AuditApplicationEvent.class, (event) -> {
			assertThat(event.getAuditEvent().getType()).isEqualTo(type);
			assertThat(event.getAuditEvent().getData()).isEqualTo(data);
		});
	}

}
