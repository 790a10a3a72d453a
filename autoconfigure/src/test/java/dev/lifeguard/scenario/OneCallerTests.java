package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One caller who calls again as soon as it is told how the last call ended: one permit is
 * enough for it, because the permit is back by then.
 */
class OneCallerTests {

	static Stream<Arguments> endings() {
		return Arrays.stream(Ending.values())
			.flatMap((ending) -> Stream.of(Face.values()).map((face) -> Arguments.of(ending, face)));
	}

	@ParameterizedTest
	@MethodSource("endings")
	void nextCallIsNotRefused(Ending ending, Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(ending::serve);
				App app = App.lifeguard("pool.max-connections=1", "pool.max-pending=0", "retry.enabled=false",
						"timeout.response=" + ((ending == Ending.SILENCE) ? "100ms" : "10s"))) {
			for (int call = 0; call < ending.calls; call++) {
				call(app.caller(face), server.url());
			}
			app.assertNothingHeld();
		}
	}

	private static void call(Caller caller, String url) throws Exception {
		try {
			caller.get(url).get(20, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			assertThat(Calls.causes(ex)).noneMatch(PoolExhaustedException.class::isInstance);
		}
	}

	private enum Ending {

		WHOLE("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 300),

		NO_BODY("HTTP/1.1 204 No\r\n\r\n", 300),

		CHUNKED("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 300),

		LONG("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + "x".repeat(200_000), 200),

		ERROR("HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno", 300),

		GARBAGE("WHAT IS THIS\r\n\r\n", 200),

		CUT("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok", 200) {
			@Override
			void serve(Exchange exchange) throws IOException, InterruptedException {
				super.serve(exchange);
				exchange.close();
			}
		},

		CLOSED("", 200) {
			@Override
			void serve(Exchange exchange) throws IOException {
				exchange.close();
			}
		},

		RESET("", 200) {
			@Override
			void serve(Exchange exchange) throws IOException {
				exchange.reset();
			}
		},

		SILENCE("", 10) {
			@Override
			void serve(Exchange exchange) throws InterruptedException {
				exchange.hold();
			}
		};

		private final String response;

		private final int calls;

		Ending(String response, int calls) {
			this.response = response;
			this.calls = calls;
		}

		void serve(Exchange exchange) throws IOException, InterruptedException {
			exchange.send(this.response);
		}

	}

}
