package dev.lifeguard.test.backend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.test.backend.Behaviour.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BrokenServer}, as a socket sees it.
 */
class BrokenServerTests {

	private static final int PATIENCE = 3000;

	private static final String OK = "{\"ok\":true}";

	private final BrokenServer server = BrokenServer.start(false);

	private final List<Socket> sockets = new ArrayList<>();

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.server.close();
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.connect(new InetSocketAddress("127.0.0.1", this.server.port()), 300);
		socket.setSoTimeout(PATIENCE);
		return socket;
	}

	private Socket request(String line) throws IOException {
		Socket socket = connect();
		send(socket, line);
		return socket;
	}

	private static void send(Socket socket, String line) throws IOException {
		socket.getOutputStream().write((line + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Read until some text has come.
	 */
	private static String readTo(Socket socket, String end) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		int next = socket.getInputStream().read();
		while (next != -1) {
			text.write(next);
			if (text.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
				return text.toString(StandardCharsets.ISO_8859_1);
			}
			next = socket.getInputStream().read();
		}
		throw new IOException("the end after: " + text);
	}

	private static void assertSilent(Socket socket) throws IOException {
		socket.setSoTimeout(150);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> socket.getInputStream().read());
		socket.setSoTimeout(PATIENCE);
	}

	@Test
	void answersAndKeepsTheConnection() throws IOException {
		Socket socket = request("GET /orders?page=1");
		assertThat(readTo(socket, OK)).startsWith("HTTP/1.1 200 OK").contains("content-length: 11", "application/json");
		send(socket, "DELETE /orders/7");
		readTo(socket, OK);
		assertThat(this.server.seen()).extracting(SeenRequest::method).containsExactly("GET", "DELETE");
		assertThat(this.server.seen()).extracting(SeenRequest::path).containsExactly("/orders", "/orders/7");
		assertThat(this.server.seen()).extracting(SeenRequest::uri).containsExactly("/orders?page=1", "/orders/7");
		assertThat(this.server.seen()).extracting(SeenRequest::connection).containsExactly(1, 1);
		assertThat(this.server.seen()).extracting(SeenRequest::fate).containsExactly("200", "200");
		assertThat(this.server.connectionsOpened()).isOne();
		assertThat(this.server.mostAtOnce()).isOne();
	}

	@Test
	void requestHasEndedBeforeItsAnswerIsRead() throws IOException {
		this.server.limit(1, 0);
		for (int number = 0; number < 500; number++) {
			try (Socket socket = request("GET /")) {
				assertThat(readTo(socket, OK)).startsWith("HTTP/1.1 200 OK");
				assertThat(this.server.unanswered()).isZero();
				assertThat(this.server.seen()).extracting(SeenRequest::fate).containsOnly("200");
			}
		}
	}

	@Test
	void requestWithALongAnswerHasEndedBeforeItsEndIsRead() throws IOException {
		this.server.limit(1, 0);
		this.server.everything().change((behaviour) -> behaviour.body("x".repeat(70_000) + "!"));
		byte[] piece = new byte[128 * 1024];
		for (int number = 0; number < 1000; number++) {
			try (Socket socket = request("GET /")) {
				int length = socket.getInputStream().read(piece);
				while (piece[length - 1] != '!') {
					length = socket.getInputStream().read(piece);
				}
				assertThat(this.server.unanswered()).isZero();
			}
		}
		assertThat(this.server.seen()).extracting(SeenRequest::fate).containsOnly("200");
	}

	@Test
	void connectionHasEndedBeforeARequestOnALaterOneIsSeen() throws Exception {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.SILENT));
		for (int number = 1; number <= 1000; number++) {
			try (Socket socket = request("GET /")) {
				assertThat(this.server.await(number, Duration.ofSeconds(3))).isTrue();
				assertThat(socket.isConnected()).isTrue();
			}
		}
		assertThat(this.server.mostAtOnce()).isOne();
	}

	@Test
	void bodyOfARequestIsSeen() throws IOException {
		Socket socket = connect();
		socket.getOutputStream()
			.write("POST / HTTP/1.1\r\nHost: a\r\nIdempotency-Key: 1\r\nContent-Length: 5\r\n\r\nhello"
				.getBytes(StandardCharsets.US_ASCII));
		readTo(socket, OK);
		assertThat(this.server.seen().get(0).body()).isEqualTo("hello");
		assertThat(this.server.seen().get(0).header("idempotency-key")).isEqualTo("1");
	}

	@Test
	void answerIsWhatWasSaidOfIt() throws IOException {
		this.server.everything()
			.change((behaviour) -> behaviour.status(503)
				.retryAfter(Duration.ofMillis(1500))
				.header("X-Region", "north")
				.body("busy")
				.size(6));
		assertThat(readTo(request("GET /"), "busy  ")).startsWith("HTTP/1.1 503")
			.contains("retry-after: 2", "retry-after-ms: 1500", "X-Region: north", "text/plain", "content-length: 6");
	}

	@Test
	void headHasNoBody() throws IOException {
		Socket socket = request("HEAD /");
		assertThat(readTo(socket, "\r\n\r\n")).contains("content-length: 11");
		assertSilent(socket);
	}

	@Test
	void connectionIsClosedIfTheClientWants() throws IOException {
		Socket socket = connect();
		socket.getOutputStream()
			.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		assertThat(readTo(socket, OK)).contains("connection: close");
		assertThat(socket.getInputStream().read()).isEqualTo(-1);
	}

	@Test
	void slowAnswerComesLate() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.after(Duration.ofMillis(200)));
		long start = System.nanoTime();
		readTo(request("GET /"), OK);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void stalledBodyGoesOnWhenHealed() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.STALL));
		Socket socket = request("GET /");
		assertThat(readTo(socket, OK.substring(0, 5))).contains("content-length: 11");
		assertSilent(socket);
		assertThat(this.server.seen().get(0).fate()).contains("stalled");
		this.server.heal();
		readTo(socket, OK.substring(5));
	}

	@Test
	void drippingBodyHasNoEndUntilHealed() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.dripping(Duration.ofMillis(2)));
		Socket socket = request("GET /");
		readTo(socket, "\r\n\r\n1\r\n{");
		readTo(socket, "1\r\n}");
		readTo(socket, "1\r\n \r\n1\r\n \r\n");
		this.server.heal();
		readTo(socket, "0\r\n\r\n");
	}

	@Test
	void silentServerAnswersWhenHealed() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.SILENT).status(503));
		Socket socket = request("GET /");
		assertSilent(socket);
		assertThat(this.server.unanswered()).isOne();
		this.server.heal();
		assertThat(readTo(socket, OK)).startsWith("HTTP/1.1 200");
	}

	@Test
	void connectionIsReset() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.RESET));
		Socket socket = request("GET /");
		assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read())
			.withMessageContaining("reset");
		assertThat(this.server.seen().get(0).fate()).isEqualTo("reset");
	}

	@Test
	void garbageIsNotHttp() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.GARBAGE));
		assertThat(readTo(request("GET /"), "\r\n\r\n")).contains("no HTTP").doesNotContain("HTTP/1.1");
	}

	@Test
	void keptConnectionIsClosedUnderItsNextRequest() throws IOException {
		this.server.closeKept();
		Socket socket = request("GET /first");
		readTo(socket, OK);
		send(socket, "GET /second");
		assertThat(socket.getInputStream().read()).isEqualTo(-1);
		assertThat(this.server.requests()).isOne();
		readTo(request("GET /third"), OK);
	}

	@Test
	void refusedPortIsOpenedAgain() throws IOException {
		Socket before = request("GET /");
		readTo(before, OK);
		this.server.refuse();
		assertThat(before.getInputStream().read()).isEqualTo(-1);
		assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
		this.server.heal();
		readTo(request("GET /"), OK);
	}

	@Test
	void blackHoleSwallowsConnectionsAndRequests() throws IOException {
		Socket before = request("GET /first");
		readTo(before, OK);
		this.server.swallow();
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::connect);
		send(before, "GET /second");
		assertSilent(before);
		this.server.heal();
		readTo(before, OK);
		readTo(request("GET /third"), OK);
	}

	@Test
	void workersTakeOneRequestAfterTheOther() throws Exception {
		this.server.limit(1, 1);
		this.server.everything().change((behaviour) -> behaviour.with(Fault.SILENT));
		Socket worked = request("GET /1");
		assertThat(this.server.await(1, Duration.ofSeconds(3))).isTrue();
		Socket queued = request("GET /2");
		assertThat(this.server.await(2, Duration.ofSeconds(3))).isTrue();
		assertThat(readTo(request("GET /3"), "full\"}")).startsWith("HTTP/1.1 503");
		assertThat(this.server.mostAtOnce()).isEqualTo(3);
		this.server.heal();
		readTo(worked, OK);
		readTo(queued, OK);
	}

	@Test
	void workGoesOnWhenTheClientHasGone() throws Exception {
		this.server.limit(1, 1);
		this.server.everything().change((behaviour) -> behaviour.after(Duration.ofMillis(300)));
		request("GET /1").close();
		assertThat(this.server.await(1, Duration.ofSeconds(3))).isTrue();
		long start = System.nanoTime();
		readTo(request("GET /2"), OK);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
	}

	@Test
	void workersAreFreeAfterARestart() throws Exception {
		this.server.everything().change((behaviour) -> behaviour.after(Duration.ofMinutes(1)));
		request("GET /").close();
		assertThat(this.server.await(1, Duration.ofSeconds(3))).isTrue();
		while (this.server.unanswered() > 0) {
			Thread.onSpinWait();
		}
		this.server.restart();
		this.server.limit(1, 1);
		readTo(request("GET /"), OK);
	}

	@Test
	void longPathNeedsNoWorker() throws Exception {
		this.server.limit(1, 0);
		this.server.everything().change((behaviour) -> behaviour.with(Fault.SILENT));
		Socket worked = request("GET /");
		assertThat(this.server.await(1, Duration.ofSeconds(3))).isTrue();
		assertThat(readTo(request("GET " + BrokenServer.LONG_PATH), "\r\n\r\n")).startsWith("HTTP/1.1 200");
		this.server.heal();
		readTo(worked, OK);
		this.server.limit(1, 0);
		readTo(request("GET /"), OK);
	}

	@Test
	void mostSpecificPathCounts() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.status(500));
		this.server.at("/orders/**").change((behaviour) -> behaviour.status(501));
		this.server.at("/orders/{id}").change((behaviour) -> behaviour.status(502));
		assertThat(readTo(request("GET /orders/7?x=1"), OK)).startsWith("HTTP/1.1 502");
		assertThat(readTo(request("GET /orders/7/lines"), OK)).startsWith("HTTP/1.1 501");
		assertThat(readTo(request("GET /stock"), OK)).startsWith("HTTP/1.1 500");
		assertThat(this.server.requests("/orders/{id}")).isOne();
	}

	@Test
	void routeIsHealedByItself() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.SILENT));
		Route orders = this.server.at("/orders");
		orders.change((behaviour) -> behaviour.with(Fault.SILENT));
		Socket healed = request("GET /orders");
		Socket silent = request("GET /stock");
		assertSilent(healed);
		this.server.heal(orders);
		readTo(healed, OK);
		assertSilent(silent);
	}

	@Test
	void scriptIsFollowedByWhatHeldBefore() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.status(404));
		this.server.everything().script("503, ok");
		Socket socket = connect();
		for (String status : List.of("503", "200", "404")) {
			send(socket, "GET /");
			assertThat(readTo(socket, OK)).startsWith("HTTP/1.1 " + status);
		}
	}

	@Test
	void serverIsAsNewAfterARestart() throws IOException {
		this.server.at("/orders").change((behaviour) -> behaviour.status(503));
		this.server.everything().change((behaviour) -> behaviour.body("busy"));
		readTo(request("GET /orders"), OK);
		this.server.restart();
		assertThat(this.server.requests()).isZero();
		assertThat(this.server.connectionsOpened()).isZero();
		assertThat(this.server.seen()).isEmpty();
		assertThat(readTo(request("GET /orders"), OK)).startsWith("HTTP/1.1 200");
	}

	@Test
	void longPathIsAnsweredWhateverHolds() throws IOException {
		this.server.everything().change((behaviour) -> behaviour.with(Fault.SILENT));
		assertThat(readTo(request("GET " + BrokenServer.LONG_PATH), "\r\n\r\n")).contains("content-length: 1048576");
		assertThat(this.server.requests()).isZero();
	}

}
