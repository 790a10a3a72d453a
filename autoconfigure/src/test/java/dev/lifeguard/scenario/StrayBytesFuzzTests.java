package dev.lifeguard.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random sequences of responses on kept connections, with interim responses before them
 * and bytes behind them, cut anywhere: each caller gets its own response, and a
 * connection is used again exactly if it is clean.
 */
@Alone
class StrayBytesFuzzTests {

	private static final int SCRIPTS = Integer.getInteger("lifeguard.fuzz.scripts", 5000);

	private static final long SEED = Long.getLong("lifeguard.fuzz.seed", 20261128);

	private static final int LANES = 16;

	private static final int CALLS = 3;

	private final ExecutorService lanes = Executors.newFixedThreadPool(LANES);

	@AfterEach
	void stopLanes() {
		this.lanes.shutdownNow();
	}

	@Test
	void everyCallerGetsItsOwnResponse() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=50", "pool.max-connections-per-host=1",
				"retry.enabled=false", "timeout.response=5s")) {
			List<Future<?>> running = new ArrayList<>();
			for (int lane = 0; lane < LANES; lane++) {
				int first = lane;
				running.add(this.lanes.submit((Callable<Object>) () -> runLane(app, first)));
			}
			for (Future<?> lane : running) {
				lane.get();
			}
			app.assertNothingHeld();
		}
	}

	private static Object runLane(App app, int first) throws Exception {
		try (Lane lane = new Lane(app)) {
			for (int script = first; script < SCRIPTS; script += LANES) {
				lane.run(SEED + script, Face.values()[(script / LANES) % 2]);
			}
		}
		return "";
	}

	/**
	 * A caller and its server, which have one connection at a time.
	 */
	private static final class Lane implements AutoCloseable {

		private final App app;

		private final AtomicReference<Answer> next = new AtomicReference<>();

		private final ScriptedServer server = ScriptedServer.start(this::answer);

		private int expectedConnections = 1;

		Lane(App app) {
			this.app = app;
		}

		private void answer(Exchange exchange) throws IOException, InterruptedException {
			this.next.get().send(exchange);
		}

		void run(long seed, Face face) {
			Random random = new Random(seed);
			for (int call = 0; call < CALLS; call++) {
				Answer answer = Answer.random(random, seed + "-" + call);
				this.next.set(answer);
				String got = (face == Face.REST_CLIENT) ? block(answer) : react(answer);
				assertThat(got).as("seed %d, %s: %s", seed, face, answer).isEqualTo(answer.expected());
				if (answer.isUnclean()) {
					await("seed %d, %s is closed after %s".formatted(seed, face, answer))
						.pollInterval(Duration.ofMillis(1))
						.until(() -> this.server.connectionsOpen() == 0);
				}
				assertThat(this.server.connections()).as("seed %d, %s: %s", seed, face, answer)
					.isEqualTo(this.expectedConnections);
				this.expectedConnections += answer.isUnclean() ? 1 : 0;
			}
		}

		private String block(Answer answer) {
			return this.app.restClient()
				.method(answer.method())
				.uri(this.server.url())
				.exchange((request, response) -> response.getStatusCode().value() + " "
						+ response.getHeaders().getFirst("X-Id") + " " + new String(response.getBody().readAllBytes()));
		}

		private String react(Answer answer) {
			return this.app.webClient()
				.method(answer.method())
				.uri(this.server.url())
				.exchangeToMono((response) -> response.bodyToMono(String.class)
					.defaultIfEmpty("")
					.map((body) -> response.statusCode().value() + " "
							+ response.headers().asHttpHeaders().getFirst("X-Id") + " " + body))
				.block(Duration.ofSeconds(20));
		}

		@Override
		public void close() throws IOException {
			this.server.close();
		}

	}

	/**
	 * What the server sends for one request.
	 *
	 * @param method the request's method
	 * @param status the final response's status
	 * @param id what tells the response from all others
	 * @param body its body
	 * @param bytes all that is sent at once
	 * @param tail what is sent later
	 * @param clean whether nothing is sent behind the response
	 * @param cuts where there are pauses
	 */
	private record Answer(HttpMethod method, int status, String id, String body, String bytes, String tail,
			boolean clean, List<Integer> cuts) {

		private static final List<String> TAILS = List.of("\r\n", "\n", "\r", "x", "HTTP/1.1 200 OK\r\n",
				"HTTP/1.1 200 OK\r\nX-Stray: ", "HTTP/1.1 200 OK\r\nX-Stray: 1\r\n", "HTTP/1.1 2", "0\r\n\r\n",
				"HTTP/1.1 103 Hints\r\n\r\n", "HTTP/1.1 200 OK\r\nX-Id: evil\r\nContent-Length: 4\r\n\r\nevil",
				"HTTP/1.1 200 OK\r\nX-Id: evil\r\nContent-Length: 4\r\n\r\nev",
				"HTTP/1.1 200 OK\r\nX-Id: evil\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nevil\r\n");

		static Answer random(Random random, String id) {
			HttpMethod method = (random.nextInt(5) == 0) ? HttpMethod.HEAD : HttpMethod.GET;
			int status = List.of(200, 200, 200, 204, 304, 404, 500).get(random.nextInt(7));
			String body = body(random, method, status, id);
			String bytes = interim(random) + "HTTP/1.1 " + status + " Final\r\nX-Id: " + id + "\r\n"
					+ framed(random, method, status, body);
			String tail = (random.nextInt(5) == 0) ? TAILS.get(random.nextInt(TAILS.size())) : "";
			boolean clean = tail.isEmpty();
			if (random.nextBoolean()) {
				bytes += tail;
				tail = "";
			}
			return new Answer(method, status, id, body, bytes, tail, clean, cuts(random, bytes.length()));
		}

		private static String interim(Random random) {
			StringBuilder interim = new StringBuilder();
			for (int left = random.nextInt(6) - 2; left > 0; left--) {
				interim.append("HTTP/1.1 ").append(List.of(100, 102, 103, 150, 199).get(random.nextInt(5)));
				interim.append(" Interim\r\n").append(random.nextBoolean() ? "X-Id: interim\r\n\r\n" : "\r\n");
			}
			return interim.toString();
		}

		private static String body(Random random, HttpMethod method, int status, String id) {
			if (method == HttpMethod.HEAD || status == 204 || status == 304) {
				return "";
			}
			return id + "x".repeat(random.nextInt((random.nextInt(50) == 0) ? 5000 : 50));
		}

		private static String framed(Random random, HttpMethod method, int status, String body) {
			if (status == 204) {
				return "\r\n";
			}
			if (method == HttpMethod.HEAD || status == 304) {
				return (random.nextBoolean() ? "Content-Length: 7\r\n" : "") + "\r\n";
			}
			if (random.nextBoolean()) {
				return "Content-Length: " + body.length() + "\r\n\r\n" + body;
			}
			int half = random.nextInt(body.length() - 1) + 1;
			String trailers = random.nextBoolean() ? "X-Trailer: 1\r\n" : "";
			return "Transfer-Encoding: chunked\r\n\r\n" + chunk(body.substring(0, half)) + chunk(body.substring(half))
					+ "0\r\n" + trailers + "\r\n";
		}

		private static String chunk(String data) {
			return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
		}

		private static List<Integer> cuts(Random random, int length) {
			int cuts = Math.max(0, random.nextInt(5) - 2);
			return random.ints(cuts, 1, length).sorted().distinct().boxed().toList();
		}

		boolean isUnclean() {
			return !this.clean;
		}

		String expected() {
			return this.status + " " + this.id + " " + this.body;
		}

		void send(Exchange exchange) throws IOException, InterruptedException {
			int from = 0;
			for (int cut : this.cuts) {
				exchange.send(this.bytes.substring(from, cut)).isReleasedWithin(1);
				from = cut;
			}
			exchange.send(this.bytes.substring(from));
			if (!this.tail.isEmpty()) {
				exchange.isReleasedWithin(1);
				exchange.send(this.tail);
			}
		}

	}

}
