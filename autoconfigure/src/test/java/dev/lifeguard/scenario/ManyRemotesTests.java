package dev.lifeguard.scenario;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.InFlight;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.resolver.SimpleNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * One client, several places that it calls: one bound.
 */
class ManyRemotesTests {

	private final InFlight inFlight = new InFlight();

	@ParameterizedTest
	@EnumSource
	void twoRemotesShareTheBound(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-pending=100", "pool.acquire-timeout=20s")) {
			callTwoRemotes(app.caller(face));
			assertThat(app.snapshot().remotes()).hasSize(2);
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void twoRemotesOfPlainClientDoNot(Face face) {
		try (App app = App.bounded(5)) {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> callTwoRemotes(app.caller(face)));
		}
	}

	private void callTwoRemotes(Caller caller) throws Exception {
		try (Backend one = backend("127.0.0.1", 0); Backend other = backend("127.0.0.1", 0)) {
			call(caller, one.url(), other.url());
			assertThat(one.requests()).isEqualTo(50);
			assertThat(other.requests()).isEqualTo(50);
		}
		assertThat(this.inFlight.most()).isEqualTo(5);
	}

	@ParameterizedTest
	@EnumSource
	void threeAddressesOfOneNameShareTheBound(Face face) throws Exception {
		Class<?>[] sources = { ThreeAddresses.class };
		try (App app = App.lifeguard(WebApplicationType.NONE, sources, "pool.max-connections=5", "pool.max-pending=100",
				"pool.acquire-timeout=20s");
				Backend one = backend("127.0.0.1", 0);
				Backend two = backend("127.0.0.2", one.port());
				Backend three = backend("127.0.0.3", one.port())) {
			call(app.caller(face), one.url("three.test"));
			assertThat(List.of(one, two, three)).allSatisfy((backend) -> assertThat(backend.requests()).isPositive());
			assertThat(one.requests() + two.requests() + three.requests()).isEqualTo(100);
			assertThat(this.inFlight.most()).isEqualTo(5);
			assertThat(app.snapshot().remotes()).containsOnlyKeys("three.test:" + one.port());
		}
	}

	@ParameterizedTest
	@EnumSource
	void remoteAtItsOwnBoundDoesNotHoldUpTheOther(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-connections-per-host=2",
				"pool.max-pending=200", "pool.acquire-timeout=20s");
				Backend slow = backend("127.0.0.1", 0);
				Backend fast = backend("127.0.0.1", 0)) {
			slow.shut();
			List<Future<String>> waiting = start(app.caller(face), 10, slow.url());
			call(app.caller(face), fast.url());
			assertThat(slow.requests()).isEqualTo(2);
			slow.open();
			for (Future<String> call : waiting) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
		}
	}

	/**
	 * Nothing reserves a permit for a remote that is seldom called; the refusal says who
	 * has them.
	 */
	@ParameterizedTest
	@EnumSource
	void remoteThatHasAllPermitsIsNamed(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.acquire-timeout=500ms", "retry.enabled=false");
				Backend slow = backend("127.0.0.1", 0);
				Backend fast = backend("127.0.0.1", 0)) {
			slow.delay(Duration.ofSeconds(3));
			assertThat(app.caller(face).get(fast.url()).get(10, TimeUnit.SECONDS)).contains("ok");
			List<Future<String>> waiting = start(app.caller(face), 5, slow.url());
			await().until(() -> slow.inFlight() == 5);
			String remote = slow.url().substring("http://".length());
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get(fast.url()).get(10, TimeUnit.SECONDS))
				.withStackTraceContaining("cause=SLOW_BACKEND: 5 of 5 connections wait for the first byte")
				.withStackTraceContaining("5 of all go to " + remote);
			for (Future<String> call : waiting) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
		}
	}

	private Backend backend(String host, int port) {
		Backend backend = Backend.start(host, port, this.inFlight);
		backend.delay(Duration.ofMillis(20));
		return backend;
	}

	private static void call(Caller caller, String... urls) throws Exception {
		for (Future<String> call : start(caller, 100, urls)) {
			assertThat(call.get(30, TimeUnit.SECONDS)).contains("ok");
		}
	}

	private static List<Future<String>> start(Caller caller, int count, String... urls) {
		return IntStream.range(0, count).mapToObj((index) -> caller.get(urls[index % urls.length])).toList();
	}

	/**
	 * A resolver that knows one name with three addresses and hands them out in turn.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ThreeAddresses {

		private static final Map<String, List<String>> HOSTS = Map.of("three.test",
				List.of("127.0.0.1", "127.0.0.2", "127.0.0.3"));

		private static final AtomicInteger TURN = new AtomicInteger();

		@Bean
		HttpClientCustomizer threeAddresses() {
			return (client, http) -> http.resolver(new Group());
		}

		/**
		 * Makes a resolver per event loop.
		 */
		static class Group extends AddressResolverGroup<InetSocketAddress> {

			@Override
			protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
				return new InetSocketAddressResolver(executor, new Names(executor));
			}

		}

		/**
		 * Knows the names.
		 */
		static class Names extends SimpleNameResolver<InetAddress> {

			Names(EventExecutor executor) {
				super(executor);
			}

			@Override
			protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
				promise.setSuccess(InetAddress.getByName(HOSTS.get(name).get(0)));
			}

			@Override
			protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
				List<InetAddress> addresses = new ArrayList<>();
				for (String address : HOSTS.get(name)) {
					addresses.add(InetAddress.getByName(address));
				}
				Collections.rotate(addresses, TURN.getAndIncrement());
				promise.setSuccess(addresses);
			}

		}

	}

}
