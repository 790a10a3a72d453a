package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lifeguard.benchmarks.load.Job;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The load programs that are not in Java, against a server that answers.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramsTests {

	private static final int CALLS = 20;

	@TempDir
	private static Path folder;

	@ParameterizedTest(name = "{0}-{1}")
	@CsvSource({ "requests, defaults, PYTHON", "requests, tuned, PYTHON", "node, defaults, NODE", "node, tuned, NODE",
			"go, defaults, GO", "go, tuned, GO" })
	void doesWhatItIsTold(String client, String variant, Language language) throws IOException {
		assumeTrue(language.isHere(), () -> client + " is not installed");
		Contestant contestant = new Contestant(client, client, variant, language);
		try (Orders orders = new Orders(); LoadProcess program = orders.calledBy(contestant)) {
			program.awaitReady();
			assertThat(program.closed(Job.GET, 1, 200).succeeded()).isPositive();
			program.open(System.currentTimeMillis() + 50, schedule(), 5000);
			assertThat(program.awaitOutcomes().all()).hasSize(CALLS)
				.allMatch((call) -> call.kind() == Outcomes.Kind.OK)
				.allMatch((call) -> call.endMicros() >= call.dueMicros())
				.extracting(Outcomes.Outcome::dueMicros)
				.containsExactlyElementsOf(IntStream.range(0, CALLS).mapToObj(ProgramsTests::due).toList());
			assertThat(orders.posted).containsExactly("application/json 10240");
		}
	}

	private static Schedule schedule() throws IOException {
		List<String> lines = IntStream.range(0, CALLS).mapToObj((number) -> due(number) + " " + job(number)).toList();
		return new Schedule(Files.write(folder.resolve("schedule"), lines), CALLS);
	}

	private static long due(int number) {
		return number * 5000L;
	}

	private static String job(int number) {
		return switch (number) {
			case 5 -> "leak";
			case 10 -> "post";
			default -> "get";
		};
	}

	/**
	 * Answers, and keeps what was posted.
	 */
	private static final class Orders implements AutoCloseable {

		private static final byte[] ANSWER = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

		private final Queue<String> posted = new ConcurrentLinkedQueue<>();

		private final ExecutorService threads = Executors.newCachedThreadPool();

		private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				0);

		Orders() throws IOException {
			this.server.setExecutor(this.threads);
			this.server.createContext("/orders", this::answer);
			this.server.start();
		}

		LoadProcess calledBy(Contestant contestant) throws IOException {
			return LoadProcess.start(contestant, folder, "http://127.0.0.1:" + this.server.getAddress().getPort(),
					"20");
		}

		private void answer(HttpExchange exchange) throws IOException {
			int length = exchange.getRequestBody().readAllBytes().length;
			if (exchange.getRequestMethod().equals("POST")) {
				this.posted.add(exchange.getRequestHeaders().getFirst("Content-Type") + " " + length);
			}
			exchange.sendResponseHeaders(200, ANSWER.length);
			exchange.getResponseBody().write(ANSWER);
			exchange.close();
		}

		@Override
		public void close() {
			this.server.stop(0);
			this.threads.shutdownNow();
		}

	}

}
