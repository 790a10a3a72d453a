package dev.lifeguard.metrics;

import java.net.URI;

import dev.lifeguard.client.ClientSettings;
import io.micrometer.common.KeyValue;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link NamedReactiveClientConvention}.
 */
class NamedReactiveClientConventionTests {

	private final NamedReactiveClientConvention convention = new NamedReactiveClientConvention("own.name");

	private final ClientRequest.Builder request = ClientRequest.create(HttpMethod.GET,
			URI.create("http://orders.test/"));

	private String clientName() {
		ClientRequestObservationContext context = new ClientRequestObservationContext(this.request);
		context.setRequest(this.request.build());
		return this.convention.getLowCardinalityKeyValues(context)
			.stream()
			.filter((tag) -> tag.getKey().equals("client.name"))
			.map(KeyValue::getValue)
			.findAny()
			.orElseThrow();
	}

	@Test
	void callOfANamedClientHasItsName() {
		this.request.attribute(ClientSettings.NAME_ATTRIBUTE, "orders");
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
