package dev.lifeguard.scenario;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.InFlight;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.ProxyDialect;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TestProxy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * An {@code InetAddressFilter} of the application holds for its clients, redirects
 * included.
 */
@ExtendWith(OutputCaptureExtension.class)
class AddressFilterTests {

	private static final String REFUSED = "127.0.0.2";

	private static final String ALLOWED = "127.0.0.1";

	private static App app(String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Filter.class }, settings);
	}

	private static Backend refused() {
		return Backend.start(REFUSED, 0, new InFlight());
	}

	@ParameterizedTest
	@EnumSource
	void addressIsRefusedOnceAndAsBootRefusesIt(Face face) {
		try (Backend backend = refused();
				App app = app("retry.enabled=true");
				App plain = App.plainWith(Filter.class)) {
			Throwable failure = failure(app.caller(face).get(backend.url()));
			assertRefused(app, failure, REFUSED);
			assertThat(types(failure)).containsExactlyElementsOf(types(failure(plain.caller(face).get(backend.url()))));
			assertThat(backend.connectionsOpened()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectIsRefusedOnceAndAsBootRefusesIt(Face face) throws Exception {
		try (Backend backend = refused();
				ScriptedServer redirecting = ScriptedServer.start((exchange) -> exchange
					.send("HTTP/1.1 302 Found\r\nLocation: " + backend.url() + "/\r\nContent-Length: 0\r\n\r\n"));
				App app = app("retry.enabled=true", "pool.max-connections=1");
				App plain = App.plainWith(Filter.class)) {
			Throwable failure = failure(app.caller(face).get(redirecting.url()));
			assertRefused(app, failure, ALLOWED, REFUSED);
			assertThat(redirecting.requests()).isOne();
			assertThat(types(failure))
				.containsExactlyElementsOf(types(failure(plain.caller(face).get(redirecting.url()))));
			assertThat(backend.connectionsOpened()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void nameIsRefusedForItsAddress(Face face) {
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { NoLoopback.class },
						"retry.enabled=true")) {
			assertThat(failure(app.caller(face).get(backend.url("localhost"))))
				.hasRootCauseInstanceOf(FilteredHostException.class);
			assertNothingCounted(app);
			assertThat(backend.connectionsOpened()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void targetIsRefusedThoughAProxyWouldReachIt(Face face) throws Exception {
		try (Backend backend = refused();
				TestProxy proxy = TestProxy.start(ProxyDialect.FORBIDDING);
				App app = app("proxy.type=http", "proxy.host=" + ALLOWED, "proxy.port=" + proxy.port())) {
			assertRefused(app, failure(app.caller(face).get(backend.url())), REFUSED);
			assertThat(proxy.asked()).isZero();
		}
	}

	/**
	 * The proxy resolves the name, so there is no address, and Boot's filters fail
	 * without one.
	 */
	@ParameterizedTest
	@EnumSource
	void nameThatOnlyTheProxyResolvesIsRefused(Face face) throws Exception {
		try (TestProxy proxy = TestProxy.start(ProxyDialect.FORBIDDING);
				App app = app("proxy.type=http", "proxy.host=" + ALLOWED, "proxy.port=" + proxy.port())) {
			assertThat(failure(app.caller(face).get("http://orders.test/"))).rootCause()
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("'address' must not be null");
			assertNothingCounted(app);
			assertThat(proxy.asked()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void clientWithABundleOfItsOwnIsNoException(Face face, @TempDir Path directory) throws Exception {
		Authority authority = new Authority("authority");
		PemFiles files = new PemFiles(directory, authority.issue("client"), authority);
		try (Backend backend = refused();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Filter.class },
						files.properties("ssl.bundle=backend"))) {
			assertRefused(app, failure(app.caller(face).get("https://" + REFUSED + ":" + backend.port())), REFUSED);
			assertThat(backend.connectionsOpened()).isZero();
		}
	}

	@Test
	void connectionsAreNotOpenedAtStart(CapturedOutput output) {
		try (Backend backend = refused(); App app = app("base-url=" + backend.url(), "pool.warm-up=2")) {
			await().until(() -> output.toString()
				.contains("client 'orders': 2 of 2 connections could not be opened at start: "));
			assertThat(output).contains("Filtered host '127.0.0.2'");
			assertNothingCounted(app);
			assertThat(backend.connectionsOpened()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource
	void otherAddressesAreCalled(Face face) throws Exception {
		try (Backend backend = Backend.start(); App app = app("retry.enabled=true")) {
			assertThat(app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
		}
	}

	private static void assertRefused(App app, Throwable failure, String... asked) {
		assertThat(failure).rootCause()
			.isInstanceOfSatisfying(FilteredHostException.class,
					(refusal) -> assertThat(refusal.getHost()).isEqualTo(REFUSED));
		assertThat(app.bean(Filter.class).asked).extracting(InetAddress::getHostAddress).containsExactly(asked);
		assertNothingCounted(app);
	}

	/**
	 * There was no retry, no token was paid for one, no connection was dead, and no place
	 * is held.
	 */
	private static void assertNothingCounted(App app) {
		app.assertNothingHeld();
		MeterRegistry meters = app.bean(MeterRegistry.class);
		Collection<Counter> counters = Stream.of("lifeguard.retries", "lifeguard.connections.stale")
			.flatMap((name) -> meters.find(name).counters().stream())
			.toList();
		assertThat(counters).isNotEmpty().allMatch((counter) -> counter.count() == 0);
		double cap = 10;
		assertThat(meters.get("lifeguard.retry.budget").gauge().value()).isEqualTo(cap);
	}

	private static List<String> types(Throwable failure) {
		return Calls.causes(failure)
			.map((cause) -> (cause instanceof IOException) ? "IOException" : cause.getClass().getName())
			.toList();
	}

	private static Throwable failure(Future<String> call) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS))
			.actual();
	}

	@Configuration(proxyBeanMethods = false)
	static class Filter {

		private final Collection<InetAddress> asked = new ConcurrentLinkedQueue<>();

		@Bean
		@Qualifier("internal")
		@Order(1)
		InetAddressFilter notTheSecondAddress() {
			InetAddressFilter filter = InetAddressFilter.not(REFUSED);
			return (address) -> {
				if (address != null) {
					this.asked.add(address);
				}
				return filter.matches(address);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoLoopback {

		@Bean
		InetAddressFilter external() {
			return InetAddressFilter.externalAddresses();
		}

	}

}
