package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.FixedAddresses;
import dev.lifeguard.testsupport.InFlight;
import dev.lifeguard.testsupport.SilentServer;
import io.netty.channel.ChannelOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.http.client.ReactorClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.autoconfigure.ClientHttpRequestFactoryBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Names with several addresses, of which some do not answer.
 */
class SeveralAddressesTests {

	private static final String FIRST = "127.0.0.2";

	private static final String SECOND = "127.0.0.3";

	private final List<AutoCloseable> servers = new ArrayList<>();

	@AfterEach
	void closeServers() throws Exception {
		for (AutoCloseable server : this.servers) {
			server.close();
		}
	}

	private SilentServer silent(String address, int port) {
		SilentServer silent = SilentServer.blackHole(address, port);
		this.servers.add(silent);
		return silent;
	}

	private static App app(Class<?> names, String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { names }, settings);
	}

	private static Backend backend(String address) {
		return Backend.start(address, 0, new InFlight());
	}

	@ParameterizedTest
	@EnumSource
	void addressBehindASilentOneIsTriedSoon(Face face) throws Exception {
		try (Backend backend = backend(SECOND); App app = app(Two.class, "timeout.connect=8s", "retry.enabled=false")) {
			silent(FIRST, backend.port());
			String url = backend.url("two.example.test");
			for (int connects = 1; connects <= 3; connects++) {
				long begin = System.nanoTime();
				assertThat(app.caller(face).get(url).get(20, TimeUnit.SECONDS)).contains("ok");
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
				assertThat(backend.connectionsOpened()).isEqualTo(connects);
				await().until(() -> {
					app.bean(ClientRegistry.class).client("orders").closeIdle();
					return backend.connectionsOpen() == 0;
				});
			}
		}
	}

	@Control
	@Test
	void plainClientsWaitForTheWholeConnectTimeout() throws Exception {
		try (Backend backend = backend(SECOND); App app = App.plainWith(PlainTwo.class)) {
			silent(FIRST, backend.port());
			long begin = System.nanoTime();
			List<Future<String>> calls = Stream.of(Face.values())
				.map((face) -> app.caller(face).get(backend.url("two.example.test")))
				.toList();
			for (Future<String> call : calls) {
				assertThat(call.get(20, TimeUnit.SECONDS)).contains("ok");
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1900));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void silentAddressesCostTheConnectTimeoutTogether(Face face) throws Exception {
		int port = silent(FIRST, 0).port();
		silent(SECOND, port);
		try (App app = app(Two.class, "timeout.connect=1s", "retry.enabled=false")) {
			Future<String> call = app.caller(face).get("http://two.example.test:" + port);
			CallTimeoutException failure = timeout(call);
			assertThat(failure).hasMessageContaining("phase=CONNECT")
				.hasMessageEndingWith("limit=1000ms (timeout.connect)");
			assertThat(failure.getElapsed()).isBetween(Duration.ofMillis(900), Duration.ofMillis(1900));
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void silentAddressIsAskedAgainWhileThereIsTime(Face face) throws Exception {
		SilentServer first = silent(FIRST, 0);
		int port = first.port();
		silent(SECOND, port);
		try (App app = app(Two.class, "timeout.connect=20s", "retry.enabled=false")) {
			Future<String> call = app.caller(face).get("http://two.example.test:" + port);
			await().until(() -> app.snapshot().connecting() == 1);
			first.close();
			this.servers.add(Backend.start(FIRST, port, new InFlight()));
			assertThat(call.get(30, TimeUnit.SECONDS)).contains("ok");
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusingAddressIsPassedOverAtOnce(Face face) throws Exception {
		try (Backend backend = backend(SECOND);
				App app = app(Two.class, "timeout.connect=20s", "retry.enabled=false")) {
			Future<String> call = app.caller(face).get(backend.url("two.example.test"));
			assertThat(call.get(5, TimeUnit.SECONDS)).contains("ok");
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusalsAreReportedAtOnce(Face face) throws Exception {
		int port = ClosedPort.find();
		try (App app = app(Two.class, "timeout.connect=20s", "retry.enabled=false")) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get("http://two.example.test:" + port).get(5, TimeUnit.SECONDS))
				.withStackTraceContaining("Connection refused");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void addressesOfBothFamiliesAreTried(Face face) throws Exception {
		try (Backend backend = backend(SECOND);
				App app = app(Mixed.class, "timeout.connect=8s", "retry.enabled=false")) {
			silent(FIRST, backend.port());
			long begin = System.nanoTime();
			Future<String> call = app.caller(face).get(backend.url("mixed.example.test"));
			assertThat(call.get(20, TimeUnit.SECONDS)).contains("ok");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
		}
	}

	@ParameterizedTest
	@EnumSource
	void applicationsSelectorDecides(Face face) throws Exception {
		try (Backend backend = backend(SECOND);
				App app = app(Selected.class, "timeout.connect=8s", "retry.enabled=false")) {
			silent(FIRST, backend.port());
			assertThat(app.caller(face).get(backend.url("two.example.test")).get(20, TimeUnit.SECONDS)).contains("ok");
		}
	}

	/**
	 * The first turn of an address is short, and the only one that a chosen address gets:
	 * after the first failure it has all of the time.
	 */
	@ParameterizedTest
	@EnumSource
	void slowAddressThatTheApplicationChoosesGetsItsTime(Face face) throws Exception {
		int port = silent(SECOND, 0).port();
		try (App app = app(Selected.class, "timeout.connect=2s", "retry.enabled=false")) {
			String url = "http://two.example.test:" + port;
			// that a turn is the last shows after a moment
			await().pollInterval(Duration.ofMillis(200))
				.atMost(Duration.ofSeconds(20))
				.until(() -> timeout(app.caller(face).get(url)).getElapsed().toMillis() > 1900);
		}
	}

	private static CallTimeoutException timeout(Future<String> call) {
		Throwable failure = assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> call.get(20, TimeUnit.SECONDS))
			.actual();
		return Calls.causes(failure)
			.filter(CallTimeoutException.class::isInstance)
			.map(CallTimeoutException.class::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no timeout", failure));
	}

	@Configuration(proxyBeanMethods = false)
	static class Two {

		@Bean
		HttpClientCustomizer names() {
			return (client, http) -> http.resolver(new FixedAddresses(List.of(FIRST, SECOND)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Mixed {

		@Bean
		HttpClientCustomizer names() {
			return (client, http) -> http.resolver(new FixedAddresses(List.of("::1", FIRST, "::1", SECOND)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Selected {

		@Bean
		HttpClientCustomizer names() {
			return (client, http) -> http.resolver(new FixedAddresses(List.of(FIRST, SECOND)))
				.resolvedAddressesSelector((config, addresses) -> addresses.subList(1, 2));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainTwo {

		@Bean
		ClientHttpRequestFactoryBuilderCustomizer<ReactorClientHttpRequestFactoryBuilder> rest() {
			return (builder) -> builder.withHttpClientCustomizer(PlainTwo::two);
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> web() {
			return (builder) -> builder.withHttpClientCustomizer(PlainTwo::two);
		}

		private static HttpClient two(HttpClient http) {
			return http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2000)
				.resolver(new FixedAddresses(List.of(FIRST, SECOND)));
		}

	}

}
