package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Sent}.
 */
class SentTests {

	private final ManagedClient client = TestClients.create(new ManualNanoClock(),
			new ManualTimer(new ManualNanoClock()));

	private final Call call = this.client.call("GET", URI.create("http://localhost:1/"), null, null);

	private final FramedRequest request = new FramedRequest(
			new MockClientHttpRequest(HttpMethod.GET, "http://localhost:1/"), this.call);

	private final IOException failure = new IOException("no");

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void failureThatDoesNotComeFromTheTransportIsTheApplications() {
		StepVerifier.create(Sent.byApplication(Mono.error(this.failure), this.request))
			.verifyErrorMatches((told) -> told == this.failure);
		assertThat(this.call.applicationsFailure()).isSameAs(this.failure);
	}

	@Test
	void failureOfTheTransportIsNotTheApplications() {
		Mono<Void> below = Sent.byTransport(Mono.error(this.failure), this.request);
		StepVerifier.create(Sent.byApplication(below, this.request)).verifyErrorMatches((told) -> told == this.failure);
		assertThat(this.call.applicationsFailure()).isNull();
	}

	@Test
	void requestThatWasSentIsNoFailure() {
		StepVerifier.create(Sent.byApplication(Sent.byTransport(Mono.empty(), this.request), this.request))
			.verifyComplete();
		assertThat(this.call.applicationsFailure()).isNull();
	}

}
