package dev.lifeguard.sample.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CappedBackend}.
 */
class CappedBackendTests {

	private static final byte[] REQUEST = "GET /orders HTTP/1.1\r\nHost: orders\r\n\r\n"
		.getBytes(StandardCharsets.US_ASCII);

	/** Its head is no shorter. */
	private static final int LENGTH = 60;

	private final CappedBackend backend = new CappedBackend(2);

	private final int port = URI.create(this.backend.start()).getPort();

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.backend.close();
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.port);
		this.sockets.add(socket);
		return socket;
	}

	@Test
	void connectionsBeyondTheCapAreCountedAndReset() throws IOException {
		Socket first = connect();
		connect();
		awaitCount(new ConnectionCount(2, 2, 2, 0));

		Socket third = connect();

		awaitCount(new ConnectionCount(2, 2, 3, 1));
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> third.getInputStream().read());
		assertThat(answer(first)).startsWith("HTTP/1.1 200 OK").contains("timeout=2");
	}

	@Test
	void connectionThatTakesThePlaceOfAnotherIsNotOneMore() throws IOException {
		connect();
		for (int i = 0; i < 50; i++) {
			Socket socket = connect();
			await().pollInterval(Duration.ofMillis(2)).until(() -> this.backend.connections().open() == 2);
			socket.close();
		}

		ConnectionCount count = this.backend.connections();

		assertThat(count.most()).isEqualTo(2);
		assertThat(count.refused()).isZero();
	}

	private void awaitCount(ConnectionCount count) {
		await().untilAsserted(() -> assertThat(this.backend.connections()).isEqualTo(count));
	}

	private static String answer(Socket socket) throws IOException {
		socket.getOutputStream().write(REQUEST);
		InputStream answer = socket.getInputStream();
		return new String(answer.readNBytes(LENGTH), StandardCharsets.US_ASCII);
	}

}
