package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link BodyStream}.
 */
class BodyStreamTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ScriptedServer server = ScriptedServer
		.start((request) -> request.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbody").hold());

	@AfterEach
	void close() throws IOException {
		this.client.close();
		this.server.close();
	}

	@Test
	void bytesThatHaveArrivedAreAvailableOnceTheirPieceIsBegun() throws IOException {
		InputStream stream = open().getBody();
		assertThat(stream).isInstanceOf(BodyStream.class);
		assertThat(stream.available()).isZero();
		assertThat(stream.read()).isEqualTo('b');
		assertThat(stream.available()).isEqualTo(3);
		assertThat(stream.read(new byte[10], 0, 10)).isEqualTo(3);
		assertThat(stream.available()).isZero();
	}

	@Test
	void eachReadIsAnAsk() throws IOException {
		InputStream stream = open().getBody();
		stream.read();
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(this.client.holders().get(0).sinceAsk()).isEqualTo(Duration.ofSeconds(5));
		stream.read(new byte[1], 0, 1);
		assertThat(this.client.holders().get(0).sinceAsk()).isZero();
		assertThat(this.client.holders().get(0).asks()).isEqualTo(2);
	}

	@Test
	void closeOfTheStreamClosesTheResponse() throws IOException {
		ClientHttpResponse response = open();
		response.getBody().close();
		assertThatExceptionOfType(IOException.class).isThrownBy(response.getBody()::read)
			.withMessage("the response is closed");
	}

	private ClientHttpResponse open() throws IOException {
		return new LeasedRequestFactory(this.client).createRequest(URI.create(this.server.url()), HttpMethod.GET)
			.execute();
	}

}
