package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
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
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link OpenedResponses}.
 */
class OpenedResponsesTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final OpenedResponses opened = new OpenedResponses();

	private ScriptedServer server;

	private LeasedResponse first;

	private LeasedResponse second;

	@BeforeEach
	void openTwo() throws IOException {
		this.server = ScriptedServer.start(
				(request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbody").hold().send("rest"));
		assertThat(this.opened.isEmpty()).isTrue();
		this.first = open();
		this.second = open();
		assertThat(this.opened.isEmpty()).isFalse();
	}

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void onlyThoseThatNobodyReadsAreClosedBeforeAWait() throws IOException {
		assertThat(this.first.getBody().read()).isEqualTo('b');
		this.opened.closeUnread();
		assertOpen(this.first);
		assertClosed(this.second);
	}

	@Test
	void allButTheOneThatIsHandedOnAreClosed() throws IOException {
		this.opened.closeAllBut(this.first);
		assertOpen(this.first);
		assertClosed(this.second);
	}

	@Test
	void responseThatAnInterceptorHasWrappedIsKnownByItsHeaders() throws IOException {
		this.opened.closeAllBut(wrapped(this.second.getHeaders()));
		assertClosed(this.first);
		assertOpen(this.second);
	}

	@Test
	void noneIsClosedIfItCannotBeToldWhichOneIsHandedOn() throws IOException {
		this.opened.closeAllBut(wrapped(HttpHeaders.copyOf(this.second.getHeaders())));
		assertOpen(this.first);
		assertOpen(this.second);
	}

	@Test
	void allAreClosedIfNoneIsHandedOn() throws IOException {
		this.opened.closeAllBut(null);
		assertClosed(this.first);
		assertClosed(this.second);
	}

	private void assertOpen(LeasedResponse response) throws IOException {
		this.server.release();
		assertThat(response.getBody().readNBytes(7)).asString(StandardCharsets.US_ASCII).contains("res");
	}

	private static void assertClosed(LeasedResponse response) {
		assertThatExceptionOfType(IOException.class).isThrownBy(response.getBody()::read)
			.withMessage("the response is closed");
	}

	private static ClientHttpResponse wrapped(HttpHeaders headers) {
		return new MockClientHttpResponse(new byte[0], HttpStatus.OK) {

			@Override
			public HttpHeaders getHeaders() {
				return headers;
			}

		};
	}

	private LeasedResponse open() throws IOException {
		URI uri = URI.create(this.server.url() + "/");
		Exchange exchange = new Exchange(this.client, HttpMethod.GET, uri,
				Headers.checked(HttpMethod.GET, uri, new HttpHeaders()), Priority.NORMAL, null);
		exchange.start();
		LeasedResponse response = exchange.await();
		assertThat(response).isNotNull();
		this.opened.add(response);
		return response;
	}

}
