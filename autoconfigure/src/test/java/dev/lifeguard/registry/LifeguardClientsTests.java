package dev.lifeguard.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link LifeguardClients}.
 */
class LifeguardClientsTests {

	private static final RestClient REST_CLIENT = RestClient.create();

	private static final WebClient WEB_CLIENT = WebClient.create();

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ClientRegistry registry = new ClientRegistry(List.of(client("orders"), client("billing")));

	private final List<String> asked = new ArrayList<>();

	private final LifeguardClients clients = new LifeguardClients(this.registry, (name) -> {
		this.asked.add("rest " + name);
		return REST_CLIENT;
	}, (name) -> {
		this.asked.add("web " + name);
		return WEB_CLIENT;
	});

	private ManagedClient client(String name) {
		return TestClients.of(TestClients.settings(name), this.clock, new ManualTimer(this.clock));
	}

	@AfterEach
	void close() {
		this.registry.close();
	}

	@Test
	void namesAreThoseOfTheRegistryInItsOrder() {
		assertThat(this.clients.names()).containsExactly("orders", "billing");
	}

	@Test
	void eachFaceIsAskedForByTheName() {
		assertThat(this.clients.restClient("billing")).isSameAs(REST_CLIENT);
		assertThat(this.clients.webClient("orders")).isSameAs(WEB_CLIENT);
		assertThat(this.asked).containsExactly("rest billing", "web orders");
	}

	@Test
	void snapshotIsThatOfTheClient() {
		this.registry.client("billing").resize(7, Duration.ofMinutes(1));
		assertThat(this.clients.snapshot("billing").limit()).isEqualTo(7);
		assertThat(this.clients.snapshot("orders").limit()).isEqualTo(2);
	}

	@Test
	void unknownNameIsAnsweredWithThoseThatExistBeforeAnybodyIsAsked() {
		assertThatExceptionOfType(UnknownClientException.class).isThrownBy(() -> this.clients.restClient("ordrs"))
			.withMessageEndingWith("There are: orders, billing");
		assertThatExceptionOfType(UnknownClientException.class).isThrownBy(() -> this.clients.webClient("ordrs"));
		assertThatExceptionOfType(UnknownClientException.class).isThrownBy(() -> this.clients.snapshot("ordrs"));
		assertThat(this.asked).isEmpty();
	}

}
