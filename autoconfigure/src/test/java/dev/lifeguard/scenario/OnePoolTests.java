package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.InFlight;
import dev.lifeguard.testsupport.OneAddress;
import dev.lifeguard.testsupport.ProxyDialect;
import dev.lifeguard.testsupport.TestProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One client has one pool, however it is used; and its sockets follow a name.
 */
@ExtendWith(OutputCaptureExtension.class)
class OnePoolTests {

	private final Backend backend = Backend.start();

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

	@AfterEach
	void stop() {
		this.clock.shutdownNow();
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void fiftyMutatedClientsShareOnePool(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-pending=50", "pool.acquire-timeout=10s")) {
			this.backend.delay(Duration.ofMillis(50));
			List<Future<String>> calls = new ArrayList<>();
			for (int client = 0; client < 50; client++) {
				String number = String.valueOf(client);
				calls.add(face
					.of(app.restClient().mutate().defaultHeader("X-Number", number).build(),
							app.webClient().mutate().defaultHeader("X-Number", number).build())
					.get(this.backend.url()));
			}
			for (Future<String> call : calls) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(this.backend.mostInFlight()).isLessThanOrEqualTo(5);
			assertThat(this.backend.connectionsOpened()).isLessThanOrEqualTo(5);
		}
	}

	@ParameterizedTest
	@EnumSource
	void poolThatIsSplitIsReported(Face face, CapturedOutput output) throws Exception {
		try (TestProxy proxy = TestProxy.start(ProxyDialect.HTTP);
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { ProxyPerCall.class },
						"pool.evict-interval=1s")) {
			ProxyPerCall.port = proxy.port();
			assertThat(app.caller(face).get(this.backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			await().during(Duration.ofSeconds(4))
				.atMost(Duration.ofSeconds(8))
				.untilAsserted(() -> assertThat(output).doesNotContain("its pool is split"));
			assertThat(app.caller(face).get(this.backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			assertThat(app.caller(face).get(this.backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			String remote = "127.0.0.1:" + this.backend.port();
			await().atMost(Duration.ofSeconds(8))
				.untilAsserted(() -> assertThat(output)
					.contains("client 'orders': its pool is split: 3 pools for 1 remotes (" + remote + ")"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void surplusIdleConnectionsAreClosed(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=20")) {
			this.backend.shut();
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 20; call++) {
				calls.add(app.caller(face).get(this.backend.url()));
			}
			await().until(() -> this.backend.inFlight() == 20);
			this.backend.open();
			for (Future<String> call : calls) {
				assertThat(call.get(5, TimeUnit.SECONDS)).contains("ok");
			}
			await().until(() -> app.snapshot().idle() == 20);
			await().atMost(Duration.ofSeconds(20)).until(() -> app.snapshot().idle() == 1);
			await().until(() -> this.backend.connectionsOpen() == 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void trafficFollowsANameWithinTheLifeTime(Face face) throws Exception {
		InFlight counts = new InFlight();
		try (Backend before = Backend.start("127.0.0.2", 0, counts);
				Backend after = Backend.start("127.0.0.3", before.port(), counts);
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { MovingName.class },
						"pool.max-life-time=1s", "pool.max-idle-time=1s", "pool.evict-interval=200ms")) {
			MovingName.address = "127.0.0.2";
			String url = "http://moving.test:" + before.port();
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 100; call++) {
				calls.add(this.clock.schedule(() -> app.caller(face).get(url).get(5, TimeUnit.SECONDS), 50L * call,
						TimeUnit.MILLISECONDS));
			}
			assertThat(calls.get(30).get(10, TimeUnit.SECONDS)).contains("ok");
			assertThat(before.requests()).isPositive();
			MovingName.address = "127.0.0.3";
			// 1 s, a tenth of it, and the time until a call that was on its way has ended
			assertThat(calls.get(60).get(10, TimeUnit.SECONDS)).contains("ok");
			int sofar = before.requests();
			for (Future<String> call : calls) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(before.requests()).isEqualTo(sofar);
			assertThat(after.requests()).isGreaterThanOrEqualTo(39);
		}
	}

	/**
	 * Resolves every name to one address, and then to another.
	 */
	@Configuration(proxyBeanMethods = false)
	static class MovingName {

		private static volatile String address = "127.0.0.2";

		@Bean
		HttpClientCustomizer names() {
			OneAddress names = new OneAddress(() -> address);
			return (client, http) -> http.resolver(names);
		}

	}

	/**
	 * Sets the same proxy anew for each call, as a setting that only looks the same.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ProxyPerCall {

		private static volatile int port;

		private final AtomicInteger calls = new AtomicInteger();

		@Bean
		HttpClientCustomizer proxies() {
			return (client, http) -> http.proxyWhen((config, proxy) -> {
				String number = String.valueOf(this.calls.incrementAndGet());
				return Mono.just(proxy.type(ProxyProvider.Proxy.HTTP)
					.host("127.0.0.1")
					.port(port)
					.username(ProxyDialect.USER)
					.password((user) -> ProxyDialect.PASSWORD)
					.httpHeaders((headers) -> headers.set("X-Call", number)));
			});
		}

	}

}
