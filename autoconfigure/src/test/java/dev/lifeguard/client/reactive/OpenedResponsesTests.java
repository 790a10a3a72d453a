package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link OpenedResponses}: a response that is released has a reader.
 */
class OpenedResponsesTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = client();

	private final ScriptedServer server = ScriptedServer
		.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbody").hold());

	private final OpenedResponses opened = new OpenedResponses(this.client);

	private LeasedResponse first;

	private LeasedResponse second;

	@BeforeEach
	void openTwo() {
		assertThat(this.opened.has(this.client)).isFalse();
		this.first = open();
		this.second = open();
		this.opened.add(this.client, this.first);
		this.opened.add(this.client, this.second);
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void responsesOfAnotherClientAreNotItsBusiness() {
		try (ManagedClient other = client()) {
			assertThat(this.opened.has(this.client)).isTrue();
			assertThat(this.opened.has(other)).isFalse();
			OpenedResponses ofOther = new OpenedResponses(other);
			ofOther.add(this.client, this.first);
			ofOther.releaseAll();
			assertThat(released()).isEmpty();
		}
	}

	@Test
	void thoseThatHaveNoReaderAreReleasedBeforeAWait() {
		this.first.handover().taken();
		this.opened.releaseUnread();
		assertThat(this.second.handover().isTaken()).isTrue();
		await().untilAsserted(() -> assertThat(this.client.holders()).extracting(Holder::asks).containsOnlyOnce(1));
	}

	@Test
	void allButTheOneThatIsHandedOnAreReleased() {
		this.opened.releaseAllBut(response(this.first.getHeaders()));
		assertThat(released()).containsExactly(this.second);
		assertThat(this.opened.has(this.client)).isFalse();
	}

	@Test
	void noneIsReleasedIfItCannotBeToldWhichOneIsHandedOn() {
		this.opened.releaseAllBut(response(HttpHeaders.copyOf(this.first.getHeaders())));
		assertThat(released()).isEmpty();
		assertThat(this.opened.has(this.client)).isFalse();
	}

	@Test
	void mockWithoutHeadersReleasesNone() {
		this.opened.releaseAllBut(response(null));
		assertThat(released()).isEmpty();
	}

	@Test
	void allAreReleasedIfNoneIsHandedOn() {
		this.opened.releaseAll();
		assertThat(released()).containsExactly(this.first, this.second);
	}

	private List<LeasedResponse> released() {
		return Stream.of(this.first, this.second).filter((response) -> response.handover().isTaken()).toList();
	}

	private static ClientResponse response(HttpHeaders headers) {
		return new ClientResponseWrapper(ClientResponse.create(HttpStatus.OK).build()) {

			@Override
			@SuppressWarnings("NullAway")
			public Headers headers() {
				return (headers != null) ? new ClientResponseWrapper.HeadersWrapper(super.headers()) {

					@Override
					public HttpHeaders asHttpHeaders() {
						return headers;
					}

				} : null;
			}

		};
	}

	private ManagedClient client() {
		return TestClients.create(this.clock, new ManualTimer(this.clock));
	}

	private LeasedResponse open() {
		ClientHttpResponse response = new LeasedConnector(this.client)
			.connect(HttpMethod.GET, URI.create(this.server.url() + "/"), ClientHttpRequest::setComplete)
			.block(Duration.ofSeconds(10));
		assertThat(response).isInstanceOf(LeasedResponse.class);
		return (LeasedResponse) response;
	}

}
