package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link ReleaseGuard} as the outermost interceptor of requests to a real
 * server.
 */
class ReleaseGuardTests {

	private static final byte[] BODY = new byte[3];

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ScriptedServer server = ScriptedServer
		.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbody").hold());

	private final MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST,
			URI.create("http://orders.test/"));

	private final ReleaseGuard guard = new ReleaseGuard();

	private final List<ClientHttpResponse> opened = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void responseThatIsHandedOnStaysOpenAndTheOthersAreClosed() throws IOException {
		ClientHttpResponse handedOn = this.guard.intercept(this.request, BODY, (request, body) -> {
			open();
			return open();
		});
		assertThat(handedOn).isSameAs(this.opened.get(1));
		assertThat(handedOn.getBody().read()).isEqualTo('b');
		assertClosed(this.opened.get(0));
	}

	@Test
	void responseThatAnInterceptorDropsAsItThrowsIsClosed() {
		assertThatIllegalStateException().isThrownBy(() -> this.guard.intercept(this.request, BODY, (request, body) -> {
			open();
			throw new IllegalStateException("status 200 is an error");
		})).withMessage("status 200 is an error");
		assertClosed(this.opened.get(0));
	}

	@Test
	void eachCallHasItsOwnResponses() throws IOException {
		ClientHttpRequestExecution execution = (request, body) -> open();
		this.guard.intercept(this.request, BODY, execution);
		this.guard.intercept(this.request, BODY, execution);
		assertThat(this.opened.get(0).getBody().read()).isEqualTo('b');
		assertThat(this.opened.get(1).getBody().read()).isEqualTo('b');
	}

	@Test
	void bodyOfAnotherLengthThanDeclaredIsRefusedBeforeTheInterceptorsSeeIt() {
		this.request.getHeaders().setContentLength(4);
		assertThatIllegalArgumentException().isThrownBy(() -> this.guard.intercept(this.request, BODY, this::unwanted))
			.withMessage("the request declares Content-Length 4 and its body has only 3 bytes");
	}

	@Test
	void chunksGiveWayToALengthThatIsDeclared() throws IOException {
		this.request.getHeaders().setContentLength(3);
		this.request.getHeaders().set("Transfer-Encoding", "Chunked");
		this.guard.intercept(this.request, BODY, (request, body) -> {
			assertThat(request.getHeaders().containsHeader("Transfer-Encoding")).isFalse();
			return new MockClientHttpResponse(BODY, HttpStatus.OK);
		});
		assertThat(this.request.getHeaders().getContentLength()).isEqualTo(3);
	}

	@Test
	void chunksStayWhereNoLengthIsDeclared() throws IOException {
		this.request.getHeaders().set("Transfer-Encoding", "chunked");
		this.guard.intercept(this.request, BODY, (request, body) -> new MockClientHttpResponse(BODY, HttpStatus.OK));
		assertThat(this.request.getHeaders().getFirst("Transfer-Encoding")).isEqualTo("chunked");
	}

	private ClientHttpResponse unwanted(Object request, byte[] body) {
		throw new AssertionError("the request must not be sent");
	}

	private static void assertClosed(ClientHttpResponse response) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> response.getBody().read())
			.withMessage("the response is closed");
	}

	/**
	 * Do what the request factory does at the end of the interceptors.
	 */
	private ClientHttpResponse open() throws IOException {
		var real = new LeasedRequestFactory(this.client).createRequest(URI.create(this.server.url() + "/"),
				HttpMethod.GET);
		real.getAttributes()
			.put(OpenedResponses.ATTRIBUTE, this.request.getAttributes().get(OpenedResponses.ATTRIBUTE));
		ClientHttpResponse response = real.execute();
		this.opened.add(response);
		return response;
	}

}
