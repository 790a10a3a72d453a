package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import dev.lifeguard.testsupport.ScriptedServer.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.buffer.DataBufferLimitException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 2 000 answers at random, wrong in any way, to callers of whom some go away: nothing is
 * lost, and the next good answer is received.
 */
class MisbehaviourTests {

	private static final int CALLS = 2000;

	private static final int AT_ONCE = 32;

	private static final long SEED = 20261125;

	private static final Script GOOD = (exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine");

	private static final List<Script> ANSWERS = List.of(GOOD, (exchange) -> exchange.send("NONSENSE\r\n\r\n").close(),
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort").close(),
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nfine and more"),
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").close(),
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\nX-Large: " + "x".repeat(1_000_000) + "\r\n\r\n").close(),
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\n").sendEndlessly("X-More: and more and more\r\n"),
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
				.sendEndlessly("400\r\n" + "x".repeat(1024) + "\r\n"),
			Exchange::reset, (exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").reset(),
			(exchange) -> exchange.send("HTTP/1.1 200 O").reset(), Exchange::close, Exchange::drip,
			(exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine")
				.close());

	@ParameterizedTest
	@EnumSource
	void nothingIsLost(Face face) throws Exception {
		AtomicBoolean wrong = new AtomicBoolean(true);
		Random server = new Random(SEED);
		try (App app = App.lifeguard("pool.max-connections=16", "pool.max-pending=50", "timeout.response=100ms",
				"timeout.call=400ms", "leak.threshold=100ms");
				ScriptedServer peer = ScriptedServer
					.start((exchange) -> (wrong.get() ? next(server) : GOOD).serve(exchange))) {
			callAndLeave(app, face, peer.url());
			wrong.set(false);
			app.assertNothingHeld();
			assertThat(app.caller(face).get(peer.url()).get(5, TimeUnit.SECONDS)).isEqualTo("fine");
			app.assertNothingHeld();
		}
	}

	private static synchronized Script next(Random random) {
		return ANSWERS.get(random.nextInt(ANSWERS.size()));
	}

	private static void callAndLeave(App app, Face face, String url) throws Exception {
		Random random = new Random(SEED);
		Queue<Future<String>> underWay = new ArrayDeque<>();
		int ended = 0;
		for (int call = 0; call < CALLS; call++) {
			underWay.add(app.caller(face).get(url));
			if (underWay.size() >= AT_ONCE) {
				ended += end(underWay.remove(), random.nextInt(10) == 0);
			}
		}
		while (!underWay.isEmpty()) {
			ended += end(underWay.remove(), false);
		}
		assertThat(ended).isEqualTo(CALLS);
	}

	private static int end(Future<String> call, boolean leave) throws Exception {
		if (leave) {
			call.cancel(true);
			return 1;
		}
		try {
			assertThat(call.get(10, TimeUnit.SECONDS)).isIn("fine", "fi", "");
		}
		catch (ExecutionException ex) {
			assertThat(Calls.causes(ex)).anySatisfy(
					(cause) -> assertThat(cause).isInstanceOfAny(IOException.class, DataBufferLimitException.class)
						.message()
						.isNotBlank());
		}
		return 1;
	}

}
