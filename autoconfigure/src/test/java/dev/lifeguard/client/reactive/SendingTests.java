package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Sending}.
 */
class SendingTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Call call = this.client.call("GET", URI.create("http://localhost:1/"), null, null);

	private final MockClientHttpRequest target = new MockClientHttpRequest(HttpMethod.GET, "http://localhost:1/");

	private final List<Object> observations = new ArrayList<>();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void requestIsSentWithItsChecks() {
		List<ClientHttpRequest> seen = new ArrayList<>();
		StepVerifier.create(new Sending((request) -> {
			seen.add(request);
			return request.setComplete();
		}, Context.empty(), this.call).apply(this.target)).verifyComplete();
		assertThat(seen).singleElement().isInstanceOf(FramedRequest.class);
		assertThat(this.target.isCommitted()).isTrue();
	}

	@Test
	void observationIsThereWhileTheRequestIsSent() {
		Sending sending = new Sending(this::observed, Context.of(Call.OBSERVATION, "mine"), this.call);
		StepVerifier.create(sending.apply(this.target)).verifyComplete();
		assertThat(this.observations).containsExactly("mine");
	}

	@Test
	void contextStaysAsItIsWithoutAnObservation() {
		Sending sending = new Sending(this::observed, Context.empty(), this.call);
		StepVerifier.create(sending.apply(this.target)).verifyComplete();
		assertThat(this.observations).containsExactly("none");
	}

	@Test
	void templateOfTheUriIsKnownToTheCall() {
		this.target.getAttributes().put(WebClient.class.getName() + ".uriTemplate", "/orders/{id}?key=secret");
		new Sending(ClientHttpRequest::setComplete, Context.empty(), this.call).apply(this.target);
		assertThat(this.call.uriTemplate()).isEqualTo("/orders/{id}?key=secret");
		assertThat(this.call).asString().contains("GET /orders/{id},").doesNotContain("secret");
	}

	@Test
	void nothingIsSentAnyMoreOnceItIsOver() {
		Sending sending = new Sending(this::observed, Context.empty(), this.call);
		sending.over();
		StepVerifier.create(sending.apply(this.target))
			.verifyErrorMessage("the exchange is over, or its response has begun");
		assertThat(this.observations).isEmpty();
	}

	private Mono<Void> observed(ClientHttpRequest request) {
		return Mono.deferContextual((context) -> {
			this.observations.add(context.getOrDefault(Call.OBSERVATION, "none"));
			return request.setComplete();
		});
	}

}
