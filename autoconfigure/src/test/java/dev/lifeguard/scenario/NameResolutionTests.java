package dev.lifeguard.scenario;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.DnsServer;
import dev.lifeguard.testsupport.Face;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
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
 * Names whose servers are silent, lose packets, or do not know them.
 */
class NameResolutionTests {

	private static final String URL = "http://orders.example.test/";

	private static App app(Class<?> names, String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { names }, settings);
	}

	@ParameterizedTest
	@EnumSource
	void silentServersCostTheConnectTimeout(Face face) throws Exception {
		try (App app = app(Silent.class, "timeout.connect=600ms", "retry.enabled=false")) {
			long begin = System.nanoTime();
			Future<String> call = app.caller(face).get(URL);
			await().until(() -> phases(app).contains("NAME"));
			assertThat(app.snapshot().connecting()).isOne();
			Throwable failure = failure(call);
			assertThat(found(failure, CallTimeoutException.class)).hasMessageMatching(
					"client=orders remote=orders.example.test:80 phase=NAME elapsed=\\d+ms limit=600ms \\(timeout.connect\\)");
			assertThat(found(failure, UnknownHostException.class))
				.hasMessage("the name 'orders.example.test' was not resolved in time");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectTimeoutOfACustomizerBoundsTheNameToo(Face face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Silent.class, OwnTimeout.class },
				"retry.enabled=false", "timeout.connect=20s")) {
			assertThat(found(failure(app.caller(face).get(URL)), CallTimeoutException.class))
				.hasMessageContaining("phase=NAME")
				.hasMessageEndingWith("limit=300ms (a connect timeout of an HttpClientCustomizer)");
		}
	}

	/**
	 * A single query takes five seconds before the library asks another server or gives
	 * up.
	 */
	@Control
	@Test
	void silentServersCostPlainClientsTheResolversTime() throws Exception {
		try (App app = App.plainWith(PlainSilent.class)) {
			long begin = System.nanoTime();
			List<Future<String>> calls = Stream.of(Face.values()).map((face) -> app.caller(face).get(URL)).toList();
			for (Future<String> call : calls) {
				assertThat(found(failure(call), UnknownHostException.class)).isNotNull();
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(4));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void lostPacketDoesNotFailTheCall(Face face) throws Exception {
		try (Backend backend = Backend.start(); App app = app(Losing.class, "retry.enabled=false")) {
			Future<String> call = app.caller(face).get(backend.url("orders.example.test"));
			assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			assertThat(app.bean(DnsServer.class).queries()).containsExactly("orders.example.test",
					"orders.example.test");
		}
	}

	@ParameterizedTest
	@EnumSource
	void callerWhoHasGoneEndsTheLookup(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = app(Silent.class, "timeout.connect=30s", "timeout.call=1m", "pool.max-connections=1")) {
			Future<String> gone = app.caller(face).get(URL);
			await().until(() -> phases(app).contains("NAME"));
			gone.cancel(true);
			app.assertNothingHeld();
			Future<String> next = app.caller(face).get(URL);
			await().until(() -> app.bean(DnsServer.class).queries().size() > 1 || phases(app).contains("NAME"));
			next.cancel(true);
			app.assertNothingHeld();
			assertThat(app.caller(face).get(backend.url()).get(10, TimeUnit.SECONDS)).contains("ok");
		}
	}

	@ParameterizedTest
	@EnumSource
	void unknownNameIsPutInWordsAndIsSafeToRepeat(Face face) throws Exception {
		try (App app = app(Unknown.class, "retry.backoff.base=1ms", "retry.backoff.cap=1ms")) {
			Throwable failure = failure(app.caller(face).post(URL, "body"));
			UnknownHostException unknown = found(failure, UnknownHostException.class);
			assertThat(unknown).hasMessageStartingWith("client=orders remote=orders.example.test:80: the name "
					+ "'orders.example.test' could not be resolved: Failed to resolve 'orders.example.test'");
			assertThat(unknown.getMessage()).containsOnlyOnce("client=orders")
				.containsOnlyOnce("could not be resolved");
			assertThat(unknown).hasCauseInstanceOf(UnknownHostException.class);
			assertThat(
					app.bean(MeterRegistry.class).get("lifeguard.retries").tag("outcome", "RETRIED").counter().count())
				.isEqualTo(2);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void resolverThatBlocksIsBoundedAndBlocksNoEventLoop(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = app(Blocking.class, "timeout.connect=500ms", "retry.enabled=false")) {
			Future<String> call = app.caller(face).get(URL);
			await().until(() -> phases(app).contains("NAME"));
			for (int calls = 0; calls < 8; calls++) {
				assertThat(app.caller(face).get(backend.url()).get(10, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(found(failure(call), CallTimeoutException.class)).hasMessageContaining("phase=NAME");
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void diagnosisPointsAtTheNameServers(Face face) throws Exception {
		try (App app = app(Silent.class, "timeout.connect=30s", "timeout.call=1m", "pool.max-connections=2",
				"pool.max-pending=0")) {
			List<Future<String>> calls = List.of(app.caller(face).get(URL), app.caller(face).get(URL));
			await().until(() -> phases(app).equals(List.of("NAME", "NAME")));
			await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
				PoolExhaustedException refused = found(failure(app.caller(face).get(URL)),
						PoolExhaustedException.class);
				assertThat(refused.getDiagnosis().cause()).isEqualTo(Cause.CONNECT_STALL);
				assertThat(refused).hasMessageContaining("2 of 2 connections wait for name resolution, the oldest for ")
					.hasMessageContaining("(mostly to orders.example.test:80)")
					.hasMessageContaining("look at the DNS servers (/etc/resolv.conf)");
				assertThat(refused.getMessage()).doesNotContain("lower timeout.connect");
			});
			calls.forEach((call) -> call.cancel(true));
			app.assertNothingHeld();
		}
	}

	private static List<String> phases(App app) {
		return app.bean(ClientRegistry.class)
			.client("orders")
			.holders()
			.stream()
			.map((holder) -> holder.phase().name())
			.toList();
	}

	private static Throwable failure(Future<String> call) {
		return assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(30, TimeUnit.SECONDS))
			.actual();
	}

	private static <T extends Throwable> T found(Throwable failure, Class<T> type) {
		return Calls.causes(failure)
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no " + type.getSimpleName(), failure));
	}

	@Configuration(proxyBeanMethods = false)
	static class Silent {

		@Bean
		DnsServer dns() throws Exception {
			return DnsServer.silent();
		}

		@Bean
		HttpClientCustomizer names(DnsServer dns) {
			return (client, http) -> http.resolver(dns::applyTo);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Losing {

		@Bean
		DnsServer dns() throws Exception {
			return DnsServer.losing(1, "127.0.0.1");
		}

		@Bean
		HttpClientCustomizer names(DnsServer dns) {
			return (client, http) -> http.resolver((names) -> {
				names.queryTimeout(Duration.ofMillis(400));
				dns.applyTo(names);
			});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unknown {

		@Bean
		DnsServer dns() throws Exception {
			return DnsServer.losing(0);
		}

		@Bean
		HttpClientCustomizer names(DnsServer dns) {
			return (client, http) -> http.resolver(dns::applyTo);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnTimeout {

		@Bean
		HttpClientCustomizer timeout() {
			return (client, http) -> http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 300);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainSilent {

		@Bean
		DnsServer dns() throws Exception {
			return DnsServer.silent();
		}

		@Bean
		ClientHttpRequestFactoryBuilderCustomizer<ReactorClientHttpRequestFactoryBuilder> rest(DnsServer dns) {
			return (builder) -> builder.withHttpClientCustomizer((http) -> silent(http, dns));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> web(DnsServer dns) {
			return (builder) -> builder.withHttpClientCustomizer((http) -> silent(http, dns));
		}

		private static HttpClient silent(HttpClient http, DnsServer dns) {
			return http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 600).resolver(dns::applyTo);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Blocking {

		private final CountDownLatch closed = new CountDownLatch(1);

		@Bean(destroyMethod = "countDown")
		CountDownLatch closed() {
			return this.closed;
		}

		@Bean
		HttpClientCustomizer names() {
			return (client, http) -> http.resolver(new BlockingNames(this.closed));
		}

	}

	/**
	 * Resolves on the thread that asks, as the JDK's does.
	 */
	private static final class BlockingNames extends AddressResolverGroup<InetSocketAddress> {

		private final CountDownLatch until;

		BlockingNames(CountDownLatch until) {
			this.until = until;
		}

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {

				@Override
				protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
					BlockingNames.this.until.await(20, TimeUnit.SECONDS);
					promise.setFailure(new UnknownHostException(name));
				}

				@Override
				protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
					BlockingNames.this.until.await(20, TimeUnit.SECONDS);
					promise.setFailure(new UnknownHostException(name));
				}

			});
		}

	}

}
