package dev.lifeguard.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A thread that is interrupted while it reads a body that has stopped coming.
 */
class InterruptedReaderTests {

	private final CountDownLatch reading = new CountDownLatch(1);

	@Test
	void readerLeavesAtOnce() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=1"); ScriptedServer server = stalling()) {
			Thread reader = read(app.restClient(), server);
			reader.interrupt();
			reader.join(1000);
			assertThat(reader.isAlive()).isFalse();
			app.assertNothingHeld();
		}
	}

	@Control
	@Test
	void readerOfPlainClientDoesNot() throws Exception {
		try (App app = App.bounded(1); ScriptedServer server = stalling()) {
			Thread reader = read(app.restClient(), server);
			reader.interrupt();
			await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(20)).until(reader::isAlive);
		}
	}

	private static ScriptedServer stalling() {
		return ScriptedServer
			.start((exchange) -> exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").hold());
	}

	private Thread read(RestClient client, ScriptedServer server) throws InterruptedException {
		Thread reader = new Thread(() -> client.get().uri(server.url()).exchange((request, response) -> {
			response.getBody().readNBytes(4);
			this.reading.countDown();
			return readOn(response.getBody());
		}), "reader");
		reader.setDaemon(true);
		reader.setUncaughtExceptionHandler((thread, failure) -> {
		});
		reader.start();
		assertThat(this.reading.await(5, TimeUnit.SECONDS)).isTrue();
		await().until(() -> reader.getState() != Thread.State.RUNNABLE);
		return reader;
	}

	private static int readOn(InputStream body) throws IOException {
		return body.read();
	}

}
