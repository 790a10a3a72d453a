package dev.lifeguard.benchmarks.load;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.peers.Peers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoadProgram} with each contestant, against a real server.
 */
class LoadProgramTests {

	private static final int CALLS = 20;

	private static DisposableServer server;

	@TempDir
	private Path directory;

	@BeforeAll
	static void startServer() {
		server = HttpServer.create()
			.bindAddress(() -> new InetSocketAddress("127.0.0.1", 0))
			.handle(LoadProgramTests::answer)
			.bindNow();
	}

	@AfterAll
	static void stopServer() {
		server.disposeNow();
	}

	private static Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		if (!request.fullPath().equals("/orders")) {
			return response.sendNotFound();
		}
		return request.receive()
			.then(response.header("Content-Type", "application/json").sendString(Mono.just("{\"id\":1}")).then());
	}

	static List<String> contestants() {
		return Peers.names();
	}

	@ParameterizedTest
	@MethodSource("contestants")
	void everyCallSucceeds(String contestant) throws Exception {
		Path outcomes = this.directory.resolve("outcomes");
		try (Calls calls = Peers.create(contestant, "http://127.0.0.1:" + server.port());
				Load load = Load.of(calls, new Threads(2, false))) {
			String orders = "open %d %s %s 9000\nclosed get 1 200\nquit\nclosed get 1 1000\n"
				.formatted(System.currentTimeMillis(), schedule(), outcomes);
			assertThat(answers(load, orders)).matches("ready\\Ropen 20\\Rclosed \\d+ 0 \\d+\\R");
		}
		assertThat(Files.readAllLines(outcomes)).hasSize(CALLS)
			.allSatisfy((line) -> assertThat(line).matches("\\d+ \\d+ ok"));
	}

	private Path schedule() throws IOException {
		Stream<String> gets = Stream.iterate(0, (due) -> due + 1000).limit(CALLS - 2).map((due) -> due + " get");
		return Files.write(this.directory.resolve("schedule"),
				Stream.concat(gets, Stream.of("20000 post", "21000 leak")).toList());
	}

	private static String answers(Load load, String orders) throws Exception {
		ByteArrayOutputStream answers = new ByteArrayOutputStream();
		new LoadProgram(() -> load, new BufferedReader(new StringReader(orders)), new PrintStream(answers, true)).run();
		return answers.toString(StandardCharsets.UTF_8);
	}

}
