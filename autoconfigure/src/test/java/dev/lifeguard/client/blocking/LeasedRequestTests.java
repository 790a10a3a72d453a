package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
