package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.ScriptedServer.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every lease ends with the outcome of its exchange, and with the time to its first byte
 * if there was one.
 */
class OutcomeTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

	static Stream<Arguments> endings() {
		return Arrays.stream(Ending.values())
			.flatMap((ending) -> Stream.of(Face.values()).map((face) -> Arguments.of(ending, face)));
	}

	@ParameterizedTest
	@MethodSource("endings")
	void leaseEndsWithIt(Ending ending, Face face) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(ending::serve); App app = App.lifeguard(ending.settings)) {
			BlockingQueue<Lease> ended = new LinkedBlockingQueue<>();
			app.bean(ClientRegistry.class).client("orders").listen(new LeaseListener() {

				@Override
				public void ended(Lease lease) {
					ended.add(lease);
				}

			});
			ending.come(app.caller(face).get(ending.url(server)), server);
			Lease lease = ended.poll(10, TimeUnit.SECONDS);
			assertThat(lease).isNotNull();
			Outcome outcome = lease.outcome();
			assertThat(outcome).isNotNull();
			assertThat(outcome.toString()).isEqualTo(ending.outcome);
			if (outcome.status() > 0) {
				assertThat(lease.firstByteNanos()).isPositive();
			}
		}
	}

	private enum Ending {

		ANSWERED("ANSWERED 200", OK),

		REFUSED("ANSWERED 500", "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno"),

		GARBAGE("FAILED", "WHAT IS THIS\r\n\r\n"),

		CLOSED("FAILED", "") {
			@Override
			void serve(Exchange exchange) throws IOException {
				exchange.close();
			}
		},

		SILENCE("TIMED_OUT FIRST_BYTE", "", "timeout.response=100ms") {
			@Override
			void serve(Exchange exchange) throws InterruptedException {
				exchange.hold();
			}
		},

		DEADLINE("TIMED_OUT FIRST_BYTE", "", "timeout.call=200ms") {
			@Override
			void serve(Exchange exchange) throws InterruptedException {
				exchange.hold();
			}
		},

		NOBODY_LISTENS("CONNECT_FAILED", "") {
			@Override
			String url(ScriptedServer server) throws IOException {
				return "http://127.0.0.1:" + ClosedPort.find();
			}
		},

		CANCELLED("CANCELLED", "") {
			@Override
			void serve(Exchange exchange) throws InterruptedException {
				exchange.hold();
			}

			@Override
			void come(Future<String> answer, ScriptedServer server) {
				await().until(() -> server.requests() == 1);
				answer.cancel(true);
			}
		};

		private final String outcome;

		private final String response;

		private final String[] settings;

		Ending(String outcome, String response, String... settings) {
			this.outcome = outcome;
			this.response = response;
			this.settings = Stream.concat(Stream.of("retry.enabled=false"), Stream.of(settings)).toArray(String[]::new);
		}

		void serve(Exchange exchange) throws IOException, InterruptedException {
			exchange.send(this.response);
		}

		String url(ScriptedServer server) throws IOException {
			return server.url();
		}

		void come(Future<String> answer, ScriptedServer server) throws Exception {
			try {
				answer.get(20, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				// the outcome tells
			}
		}

	}

}
