package dev.lifeguard.metrics;

import java.net.URI;

import dev.lifeguard.client.ClientSettings;
import io.micrometer.common.KeyValue;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NamedClientConvention}.
 */
class NamedClientConventionTests {

	private final NamedClientConvention convention = new NamedClientConvention("own.name");

	private final MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET,
			URI.create("http://orders.test/"));

	private String clientName() {
		return this.convention.getLowCardinalityKeyValues(new ClientRequestObservationContext(this.request))
			.stream()
			.filter((tag) -> tag.getKey().equals("client.name"))
			.map(KeyValue::getValue)
			.findAny()
			.orElseThrow();
	}

	@Test
	void callOfANamedClientHasItsName() {
		this.request.getAttributes().put(ClientSettings.NAME_ATTRIBUTE, "orders");
		assertThat(clientName()).isEqualTo("orders");
	}

	@Test
	void callOfAnotherClientHasSpringsName() {
		assertThat(clientName()).isEqualTo("orders.test");
	}

	@Test
	void nameIsTheApplications() {
		assertThat(this.convention.getName()).isEqualTo("own.name");
	}

}
