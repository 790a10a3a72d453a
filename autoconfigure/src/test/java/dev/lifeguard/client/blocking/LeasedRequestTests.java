package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link LeasedRequest}.
 */
class LeasedRequestTests {

	private static final byte[] LARGE = new byte[100 * 1024];

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void refusedUploadFailsWithTheRefusal() {
		this.client.close();
		assertThatExceptionOfType(PoolExhaustedException.class)
			.isThrownBy(request((body) -> body.write(LARGE))::execute);
	}

	@Test
	void refusedUploadFailsWithTheRefusalEvenIfTheWriterWrapsExceptions() {
		this.client.close();
		assertThatExceptionOfType(PoolExhaustedException.class)
			.isThrownBy(request(LeasedRequestTests::writeWrapping)::execute);
	}

	@Test
	void writerThatFailsIsHeard() {
		assertThatIllegalStateException().isThrownBy(request((body) -> {
			throw new IllegalStateException("no body");
		})::execute).withMessage("no body");
	}

	@Test
	void priorityThatIsNoneIsRefusedBeforeALeaseIsAskedFor() {
		ClientHttpRequest request = request((body) -> body.write(1));
		request.getAttributes().put(Priority.ATTRIBUTE, "urgent");
		assertThatIllegalArgumentException().isThrownBy(request::execute)
			.withMessage(
					"the request attribute 'lifeguard.priority' cannot be 'urgent': HIGH, NORMAL and LOW are possible");
		assertThat(this.client.counters()).containsEntry("granted", 0L);
		assertThat(this.client.holders()).isEmpty();
	}

	@Test
	void callHasThePriorityOfItsRequest() throws IOException {
		List<Priority> seen = new ArrayList<>();
		try (ScriptedServer server = ScriptedServer.start((request) -> {
			this.client.holders().forEach((holder) -> seen.add(holder.priority()));
			request.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
		})) {
			for (Object priority : List.of(Priority.HIGH, "low")) {
				ClientHttpRequest request = new LeasedRequestFactory(this.client)
					.createRequest(URI.create(server.url() + "/"), HttpMethod.GET);
				request.getAttributes().put(Priority.ATTRIBUTE, priority);
				request.execute().close();
			}
			assertThat(seen).containsExactly(Priority.HIGH, Priority.LOW);
		}
	}

	private static void writeWrapping(OutputStream body) {
		try {
			body.write(LARGE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ClientHttpRequest request(StreamingHttpOutputMessage.Body body) {
		URI uri = URI.create("http://localhost:1/");
		ClientHttpRequest request = new LeasedRequestFactory(this.client).createRequest(uri, HttpMethod.POST);
		((StreamingHttpOutputMessage) request).setBody(body);
		return request;
	}

}
