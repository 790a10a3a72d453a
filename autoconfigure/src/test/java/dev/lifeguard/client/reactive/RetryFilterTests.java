package dev.lifeguard.client.reactive;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryFilter}.
 */
class RetryFilterTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final List<String> tokens = new ArrayList<>();

	private final ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create("http://orders.test/"))
		.build();

	@Test
	void eachAttemptPassesTheFiltersAnew() {
		Mono<ClientResponse> call = call(TestClients.retrying(this.clock, new ManualTimer(this.clock), false));
		assertThat(call.block(PATIENCE).statusCode()).isEqualTo(HttpStatus.OK);
		assertThat(this.tokens).containsExactly("token 1", "token 2");
	}

	@Test
	void clientThatNeverRetriesHandsOnWhatComes() {
		Mono<ClientResponse> call = call(TestClients.create(this.clock, new ManualTimer(this.clock)));
		assertThat(call.block(PATIENCE).statusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(this.tokens).containsExactly("token 1");
	}

	@Test
	void nothingIsExchangedBeforeSomebodySubscribes() {
		call(TestClients.retrying(this.clock, new ManualTimer(this.clock), false));
		assertThat(this.tokens).isEmpty();
	}

	private Mono<ClientResponse> call(ManagedClient client) {
		ExchangeFunction backend = (signed) -> {
			this.tokens.add(signed.headers().getFirst("Authorization"));
			HttpStatus status = (this.tokens.size() == 1) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK;
			return Mono.just(ClientResponse.create(status).build());
		};
		ExchangeFunction signing = (plain) -> backend
			.exchange(ClientRequest.from(plain).header("Authorization", "token " + (this.tokens.size() + 1)).build());
		return new RetryFilter(client).filter(this.request, signing);
	}

}
