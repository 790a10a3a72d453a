package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LeakKind;
import dev.lifeguard.testsupport.LeakKind.Leaked;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2FrameCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls that share one HTTP/2 connection: what one of them leaves unread is in nobody
 * else's way.
 */
class SharedConnectionTests {

	private static final int CALLS = 10;

	private static final String LARGE_BODIES = "spring.http.codecs.max-in-memory-size=64MB";

	private final Backend backend = Backend.start(HttpProtocol.H2C);

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void unreadResponsesStopNoOtherCall(Face face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Seen.class }, LARGE_BODIES,
				"protocol=h2c", "pool.max-connections=" + CALLS, "leak.action=off", "timeout.response=20s",
				"timeout.call=1m")) {
			assertThat(get(app, face, "/")).contains("ok");
			List<Leaked> unread = new ArrayList<>();
			for (int call = 1; call < CALLS; call++) {
				unread.add(leak(app, face, "/bytes/200KB"));
				assertThat(get(app, face, "/")).contains("ok");
			}
			await().until(() -> app.bean(Seen.class).unread() > 4 * 65_535);
			assertThat(get(app, face, "/bytes/3MB")).hasSize(3 * 1024 * 1024);
			String large = "x".repeat(300_000);
			assertThat(app.caller(face).post(this.backend.url() + "/echo", large).get(20, TimeUnit.SECONDS))
				.isEqualTo(large);
			assertThat(this.backend.connectionsOpened()).isOne();
			for (Leaked response : unread) {
				response.readLate();
			}
			app.assertNothingHeld();
			await().until(() -> app.bean(Seen.class).unread() == 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void reclaimedResponsesGiveTheirPartOfTheWindowBack(Face face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Seen.class }, LARGE_BODIES,
				"protocol=h2c", "leak.threshold=100ms", "timeout.response=20s", "timeout.call=1m")) {
			assertThat(get(app, face, "/")).contains("ok");
			for (int call = 0; call < CALLS; call++) {
				leak(app, face, "/bytes/200KB");
				app.assertNothingHeld();
			}
			await().until(() -> app.bean(Seen.class).unread() == 0);
			assertThat(get(app, face, "/bytes/3MB")).hasSize(3 * 1024 * 1024);
			assertThat(this.backend.connectionsOpened()).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource
	void cancelledResponsesGiveTheirPartOfTheWindowBack(Face face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Seen.class }, LARGE_BODIES,
				"protocol=h2c")) {
			assertThat(get(app, face, "/")).contains("ok");
			for (int call = 0; call < CALLS; call++) {
				Future<String> cancelled = app.caller(face).get(this.backend.url() + "/bytes/60MB");
				await().pollInterval(5, TimeUnit.MILLISECONDS)
					.until(() -> app.bean(Seen.class).streams() == 1 || cancelled.isDone());
				cancelled.cancel(true);
				app.assertNothingHeld();
			}
			await().until(() -> app.bean(Seen.class).unread() == 0);
			assertThat(get(app, face, "/bytes/3MB")).hasSize(3 * 1024 * 1024);
			assertThat(this.backend.connectionsOpened()).isOne();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void unreadResponseOfPlainClientStopsTheOthers(Face face) throws Exception {
		try (App app = App.plainWith(Http2Tests.H2c.class)) {
			assertThat(get(app, face, "/")).contains("ok");
			Leaked unread = leak(app, face, "/bytes/200KB");
			Future<String> other = app.caller(face).get(this.backend.url());
			await().during(2, TimeUnit.SECONDS).until(() -> !other.isDone());
			unread.readLate();
			assertThat(other.get(10, TimeUnit.SECONDS)).contains("ok");
			this.backend.close();
		}
	}

	private String get(App app, Face face, String path) throws Exception {
		return app.caller(face).get(this.backend.url() + path).get(20, TimeUnit.SECONDS);
	}

	private Leaked leak(App app, Face face, String path) throws IOException {
		LeakKind kind = (face == Face.REST_CLIENT) ? LeakKind.UNTOUCHED : LeakKind.NO_DEMAND;
		return kind.leak(app, this.backend.url() + path);
	}

	/**
	 * The client's connection, looked at from within.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Seen {

		private volatile Channel connection;

		@Bean
		HttpClientCustomizer seeing() {
			return (client, http) -> http.doOnChannelInit((observer, channel, remote) -> this.connection = channel);
		}

		/**
		 * Return how many bytes have arrived that nobody has read.
		 */
		int unread() {
			return look((http2) -> http2.local().flowController().unconsumedBytes(http2.connectionStream()));
		}

		int streams() {
			return look(Http2Connection::numActiveStreams);
		}

		private int look(ToIntFunction<Http2Connection> look) {
			Channel connection = this.connection;
			return CompletableFuture
				.supplyAsync(() -> look.applyAsInt(connection.pipeline().get(Http2FrameCodec.class).connection()),
						connection.eventLoop())
				.join();
		}

	}

}
