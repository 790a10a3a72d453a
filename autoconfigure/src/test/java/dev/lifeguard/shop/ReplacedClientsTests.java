package dev.lifeguard.shop;

import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.BDDMockito;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Beans of named clients that a test replaces, in each of Spring's ways.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "lifeguard.clients.orders.base-url=http://orders.test",
				"lifeguard.clients.billing.base-url=http://billing.test",
				"lifeguard.clients.stock.base-url=http://stock.test" })
@DirtiesContext
class ReplacedClientsTests {

	@MockitoBean(answers = Answers.RETURNS_DEEP_STUBS)
	@Qualifier("orders")
	private RestClient orders;

	@MockitoBean(name = "billingRestClient", answers = Answers.RETURNS_DEEP_STUBS)
	private RestClient billing;

	@TestBean(name = "stockWebClient")
	private WebClient stock;

	static WebClient stock() {
		return WebClient.builder()
			.exchangeFunction((request) -> Mono.just(ClientResponse.create(HttpStatus.OK).body("3").build()))
			.build();
	}

	@Test
	void mockByQualifierIsTheClient(@Autowired Orders component) {
		BDDMockito.given(this.orders.get().uri("/orders/{id}", "7").retrieve().body(String.class)).willReturn("book");
		assertThat(component.find("7")).isEqualTo("book");
	}

	@Test
	void mockByNameIsTheClient(@Autowired Billing component) {
		BDDMockito.given(this.billing.get().uri("/bills/{id}", "7").retrieve().body(String.class)).willReturn("paid");
		assertThat(component.bill("7")).isEqualTo("paid");
	}

	@Test
	void beanOfTheTestIsTheClient(@Autowired Stock component) {
		assertThat(component.count("7").block()).isEqualTo("3");
	}

	@Test
	void replacementsAreFoundByNameAndNotByTypeAlone(@Autowired LifeguardClients clients,
			@Autowired ObjectProvider<RestClient> restClients, @Autowired ObjectProvider<WebClient> webClients) {
		assertThat(clients.restClient("orders")).isSameAs(this.orders);
		assertThat(clients.restClient("billing")).isSameAs(this.billing);
		assertThat(clients.webClient("stock")).isSameAs(this.stock);
		assertThat(restClients.stream()).isEmpty();
		assertThat(webClients.stream()).isEmpty();
	}

}
