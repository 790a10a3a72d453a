package dev.lifeguard.shop;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.client.MockRestServiceServer;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * A slice test of a component that has one named client.
 */
@RestClientTest(components = Orders.class,
		properties = { "lifeguard.clients.orders.base-url=http://orders.test",
				"lifeguard.clients.stock.base-url=http://stock.test" })
@DirtiesContext
class RestClientSliceTests {

	@Autowired
	private Orders orders;

	@Autowired
	private MockRestServiceServer server;

	@Test
	void mockAnswersTheNamedClient() {
		this.server.expect(requestTo("http://orders.test/orders/7"))
			.andRespond(withSuccess("book", MediaType.TEXT_PLAIN));
		assertThat(this.orders.find("7")).isEqualTo("book");
	}

	/**
	 * Without interceptors it is the request factory that retries, and the mock takes its
	 * place.
	 */
	@Test
	void mockAnswersOnceWithoutInterceptors() {
		this.server.expect(requestTo("http://orders.test/orders/7"))
			.andRespond(withStatus(HttpStatus.SERVICE_UNAVAILABLE));
		assertThatExceptionOfType(HttpServerErrorException.ServiceUnavailable.class)
			.isThrownBy(() -> this.orders.find("7"));
		this.server.verify();
	}

	@Test
	void mockIsBoundByHandToACopyOfAClient(@Autowired @Qualifier("orders") RestClient client) {
		RestClient.Builder copy = client.mutate();
		MockRestServiceServer own = MockRestServiceServer.bindTo(copy).build();
		own.expect(requestTo("http://orders.test/orders/8")).andRespond(withSuccess("pen", MediaType.TEXT_PLAIN));
		assertThat(new Orders(copy.build()).find("8")).isEqualTo("pen");
		own.verify();
	}

}
