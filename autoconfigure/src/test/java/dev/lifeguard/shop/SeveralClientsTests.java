package dev.lifeguard.shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.test.MockServerRestClientCustomizer;
import org.springframework.boot.restclient.test.autoconfigure.AutoConfigureMockRestServiceServer;
import org.springframework.boot.restclient.test.autoconfigure.RestClientTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.client.ExpectedCount;
import org.springframework.test.web.client.RequestExpectationManager;
import org.springframework.test.web.client.RequestMatcher;
import org.springframework.test.web.client.UnorderedRequestExpectationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.header;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

/**
 * A slice test of components that have several clients, with one set of expectations for
 * all. The clients have an interceptor, which lets their retries be seen.
 */
@RestClientTest(components = { Orders.class, Billing.class, Catalogue.class },
		properties = { "lifeguard.clients.orders.base-url=http://orders.test",
				"lifeguard.clients.orders.retry.backoff.base=1ms",
				"lifeguard.clients.billing.base-url=http://billing.test",
				"lifeguard.clients.default.base-url=http://catalogue.test" })
@AutoConfigureMockRestServiceServer(enabled = false)
@DirtiesContext
class SeveralClientsTests {

	@Autowired
	private Orders orders;

	@Autowired
	private Billing billing;

	@Autowired
	private Catalogue catalogue;

	@Autowired
	private RequestExpectationManager expectations;

	@AfterEach
	void forget() {
		this.expectations.verify();
		this.expectations.reset();
	}

	@Test
	void expectationsAreToldApartByTheirUrls() {
		expect(requestTo("http://catalogue.test/titles/1"), "title");
		expect(requestTo("http://billing.test/bills/1"), "bill");
		expect(requestTo("http://orders.test/orders/1"), "order");
		assertThat(this.orders.find("1")).isEqualTo("order");
		assertThat(this.billing.bill("1")).isEqualTo("bill");
		assertThat(this.catalogue.title("1")).isEqualTo("title");
	}

	@Test
	void mockSeesEachAttemptOfAClientWithAnInterceptor() {
		this.expectations.expectRequest(ExpectedCount.once(), requestTo("http://orders.test/orders/7"))
			.andRespond(withStatus(HttpStatus.SERVICE_UNAVAILABLE));
		this.expectations.expectRequest(ExpectedCount.once(), requestTo("http://orders.test/orders/7"))
			.andExpect(header("X-Token", "t0ken"))
			.andRespond(withSuccess("book", MediaType.TEXT_PLAIN));
		assertThat(this.orders.find("7")).isEqualTo("book");
	}

	private void expect(RequestMatcher request, String answer) {
		this.expectations.expectRequest(ExpectedCount.once(), request)
			.andExpect(header("X-Token", "t0ken"))
			.andRespond(withSuccess(answer, MediaType.TEXT_PLAIN));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class OneMockForAll {

		@Bean
		RequestExpectationManager expectations() {
			return new UnorderedRequestExpectationManager();
		}

		@Bean
		MockServerRestClientCustomizer mock(RequestExpectationManager expectations) {
			return new MockServerRestClientCustomizer(() -> expectations);
		}

		@Bean
		RestClientCustomizer token() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				request.getHeaders().set("X-Token", "t0ken");
				return execution.execute(request, body);
			});
		}

	}

}
