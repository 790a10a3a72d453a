package dev.lifeguard.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Http2Server;
import dev.lifeguard.testsupport.Http2Server.Manner;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.TlsBackend;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Clients that speak HTTP/2: a stream is a place.
 */
class Http2Tests {

	private static final Authority AUTHORITY = new Authority("authority");

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void streamsCountAgainstTheBound(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				App app = App.lifeguard("protocol=h2c", "pool.max-connections=5", "pool.max-pending=3",
						"pool.acquire-timeout=10s", "pool.order=fifo")) {
			backend.shut();
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 8; call++) {
				calls.add(app.caller(face).get(backend.url()));
			}
			await().until(() -> backend.inFlight() == 5 && app.snapshot().pending() == 3);
			assertThat(app.snapshot().active()).isEqualTo(5);
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS))
				.havingCause()
				.havingRootCause()
				.isInstanceOf(PoolExhaustedException.class)
				.withMessageContaining("max=5 active=5 idle=0 connecting=0 pending=3/3");
			backend.open();
			for (Future<String> call : calls) {
				assertThat(call.get(5, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(backend.mostInFlight()).isEqualTo(5);
			assertThat(backend.connectionsOpened()).isLessThanOrEqualTo(5);
			app.assertNothingHeld();
			assertThat(app.snapshot().idle()).isEqualTo(backend.connectionsOpen());
		}
	}

	@ParameterizedTest
	@EnumSource
	void silentStreamFailsAndTheOthersOfItsConnectionDoNot(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				App app = App.lifeguard("protocol=h2c", "timeout.response=2s", "timeout.call=30s",
						"retry.enabled=false")) {
			assertThat(app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			backend.shut();
			Future<String> silent = app.caller(face).get(backend.url());
			await().until(() -> backend.inFlight() == 1);
			assertThat(app.caller(face).post(backend.url() + "/echo", "hello").get(5, TimeUnit.SECONDS))
				.isEqualTo("hello");
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> silent.get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("CallTimeoutException")
				.withStackTraceContaining("FIRST_BYTE");
			await().until(() -> backend.inFlight() == 0);
			assertThat(backend.connectionsOpen()).isOne();
			assertThat(app.snapshot().idle()).isOne();
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void postThatWasNotWorkedOnIsSentAgain(Face face) throws Exception {
		assertThat(connectionsForTwoPosts(Manner.GO_AWAY_AT_THE_SECOND, face)).isEqualTo(2);
		assertThat(connectionsForTwoPosts(Manner.REFUSE_THE_SECOND, face)).isOne();
	}

	private static int connectionsForTwoPosts(Manner manner, Face face) throws Exception {
		try (Http2Server server = Http2Server.start(manner); App app = App.lifeguard("protocol=h2c")) {
			assertThat(app.caller(face).post(server.url(), "a").get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			await().until(() -> app.snapshot().active() == 0);
			assertThat(app.caller(face).post(server.url(), "b").get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThat(server.handled()).isEqualTo(2);
			app.assertNothingHeld();
			assertThat(app.bean(MeterRegistry.class).get("lifeguard.connections.stale").counter().count())
				.as("no socket was dead")
				.isZero();
			return server.connections();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void postOfPlainClientFails(Face face) throws Exception {
		try (Http2Server server = Http2Server.start(Manner.REFUSE_THE_SECOND); App app = App.plainWith(H2c.class)) {
			assertThat(app.caller(face).post(server.url(), "a").get(5, TimeUnit.SECONDS)).isEqualTo("ok");
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).post(server.url(), "b").get(5, TimeUnit.SECONDS));
		}
	}

	@ParameterizedTest
	@EnumSource
	void protocolIsNegotiatedOverTls(Face face) throws Exception {
		PemFiles files = new PemFiles(this.directory, AUTHORITY.issue("before"), AUTHORITY);
		for (String bundle : List.of("ssl.bundle=backend", "spring.http.clients.ssl.bundle=backend")) {
			try (TlsBackend backend = TlsBackend.start(AUTHORITY.issue("backend", "localhost"), AUTHORITY,
					HttpProtocol.H2);
					App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[0],
							files.properties("protocol=h2", bundle))) {
				List<Future<String>> calls = new ArrayList<>();
				calls.add(app.caller(face).get(backend.url() + "/held"));
				await().until(() -> backend.inFlight() == 1);
				calls.add(app.caller(face).get(backend.url() + "/held"));
				await().until(() -> backend.inFlight() == 2);
				assertThat(backend.connections()).isOne();
				files.own(AUTHORITY.issue("after"));
				await().until(() -> app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS).equals("CN=after"));
				backend.open();
				for (Future<String> call : calls) {
					assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("CN=before");
				}
				await().until(() -> app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS).equals("CN=after")
						&& backend.openOf("before") == 0);
				app.assertNothingHeld();
				files.own(AUTHORITY.issue("before"));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionsAreOpenedAtStartAndClosedWhenTheyAreOld(Face face) throws Exception {
		try (Backend backend = Backend.start(HttpProtocol.H2C);
				App app = App.lifeguard("protocol=h2c", "base-url=" + backend.url(), "pool.warm-up=1",
						"pool.max-life-time=1s", "pool.max-idle-time=1s", "pool.evict-interval=100ms")) {
			await().during(Duration.ofMillis(100)).until(() -> app.snapshot().idle() == 1);
			assertThat(app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			assertThat(backend.connectionsOpened()).isOne();
			await().atMost(Duration.ofSeconds(5)).until(() -> backend.connectionsOpen() == 0);
			app.assertNothingHeld();
			assertThat(app.snapshot().idle()).isZero();
			assertThat(app.bean(MeterRegistry.class).find("lifeguard.connections.evicted").counters())
				.extracting((counter) -> counter.getId().getTag("reason"))
				.isSubsetOf("LIFE_TIME", "IDLE");
		}
	}

	@ParameterizedTest
	@CsvSource({ "h2,http://orders.test", "h2c,https://orders.test" })
	void baseUrlThatDoesNotFitStopsStartUp(String protocol, String url) {
		assertThatException().isThrownBy(() -> App.lifeguard("protocol=" + protocol, "base-url=" + url))
			.havingRootCause()
			.isInstanceOf(InvalidSettingException.class)
			.withMessageContaining("lifeguard.clients.orders.protocol")
			.withMessageContaining("h2 needs https, and h2c needs http");
	}

	@Configuration(proxyBeanMethods = false)
	static class H2c {

		@Bean
		@Order(10)
		ClientHttpRequestFactoryBuilderCustomizer<ReactorClientHttpRequestFactoryBuilder> rest() {
			return (builder) -> builder.withHttpClientCustomizer((http) -> http.protocol(HttpProtocol.H2C));
		}

		@Bean
		@Order(10)
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> web() {
			return (builder) -> builder.withHttpClientCustomizer((http) -> http.protocol(HttpProtocol.H2C));
		}

	}

}
