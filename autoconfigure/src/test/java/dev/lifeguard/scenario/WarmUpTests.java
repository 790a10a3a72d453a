package dev.lifeguard.scenario;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.Face;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Connections that are open before the first call.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	@ParameterizedTest
	@EnumSource
	void callsUseTheConnectionsThatWereOpenedAtStart(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard("base-url=" + backend.url(), "pool.max-connections=5", "pool.warm-up=3")) {
			await().until(() -> backend.connectionsOpen() == 3 && app.snapshot().idle() == 3);
			await().during(Duration.ofMillis(1500)).until(() -> app.snapshot().idle() == 3);
			assertThat(backend.requests()).isZero();
			backend.shut();
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 3; call++) {
				calls.add(app.caller(face).get("/"));
			}
			await().until(() -> backend.inFlight() == 3);
			backend.open();
			for (Future<String> call : calls) {
				assertThat(call.get(5, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(backend.connectionsOpened()).isEqualTo(3);
			app.assertNothingHeld();
		}
	}

	@Test
	void backendThatIsNotThereIsNoReasonNotToStart(CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("base-url=http://127.0.0.1:" + ClosedPort.find(), "pool.warm-up=2")) {
			await().until(() -> output.toString()
				.contains("client 'orders': 2 of 2 connections could not be opened at start: "));
			assertThat(app.snapshot().idle()).isZero();
		}
	}

	/**
	 * A server that does not accept has room for its backlog and one; the third
	 * connection is not answered.
	 */
	@Test
	void thoseThatCouldBeOpenedAreGivenBack(CapturedOutput output) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
				App app = App.lifeguard("base-url=http://127.0.0.1:" + server.getLocalPort(), "pool.max-connections=3",
						"pool.warm-up=3", "timeout.connect=500ms")) {
			await().until(() -> output.toString()
				.contains("client 'orders': 1 of 3 connections could not be opened at start: "));
			await().until(() -> app.snapshot().idle() == 2);
		}
	}

}
