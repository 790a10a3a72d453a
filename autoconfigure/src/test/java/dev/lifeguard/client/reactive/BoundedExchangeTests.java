package dev.lifeguard.client.reactive;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BoundedExchange}.
 */
class BoundedExchangeTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ClientResponse response = ClientResponse.create(HttpStatus.ACCEPTED).build();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void responseIsReleasedWithinBounds() {
		StepVerifier.create(bounded(Mono.just(this.response)))
			.assertNext((response) -> assertThat(response).isInstanceOf(BoundedRelease.class)
				.returns(HttpStatus.ACCEPTED, ClientResponse::statusCode))
			.verifyComplete();
	}

	@Test
	void responseThatIsBoundedAlreadyStaysAsItIs() {
		ClientResponse bounded = BoundedRelease.of(this.response, this.client);
		StepVerifier.create(bounded(Mono.just(bounded))).expectNext(bounded).verifyComplete();
	}

	@Test
	void failureIsHandedOn() {
		IllegalStateException failure = new IllegalStateException("on purpose");
		StepVerifier.create(bounded(Mono.error(failure)))
			.verifyErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure));
	}

	@Test
	void cancellationReachesTheExchange() {
		TestPublisher<ClientResponse> exchange = TestPublisher.create();
		StepVerifier.create(bounded(exchange.mono())).thenCancel().verify();
		exchange.assertCancelled();
	}

	@Test
	void contextReachesTheExchange() {
		Mono<ClientResponse> exchange = Mono.deferContextual((context) -> context.get("key"));
		StepVerifier.create(bounded(exchange).contextWrite((context) -> context.put("key", Mono.just(this.response))))
			.expectNextCount(1)
			.verifyComplete();
	}

	private Mono<ClientResponse> bounded(Mono<ClientResponse> exchange) {
		return new BoundedExchange(exchange, this.client);
	}

}
