package dev.lifeguard.scenario;

import java.util.concurrent.CompletableFuture;

import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.OwnThread;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * HTTP services whose group has the name of a client.
 */
class ServiceGroupTests {

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	private App app(Class<?> services, String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { services }, settings);
	}

	@ParameterizedTest
	@ValueSource(classes = { Blocking.class, Reactive.class })
	void groupUsesTheClientOfItsName(Class<?> services) {
		try (App app = app(services, "base-url=" + this.backend.url(), "pool.max-connections=1", "pool.max-pending=0",
				"retry.enabled=false")) {
			Orders orders = app.bean(Orders.class);
			assertThat(orders.all()).contains("ok");
			this.backend.shut();
			CompletableFuture<String> first = CompletableFuture.supplyAsync(orders::all, OwnThread.EXECUTOR);
			await().until(() -> this.backend.inFlight() == 1);
			assertThat(app.snapshot().active()).isOne();
			assertThatException().isThrownBy(orders::all).withStackTraceContaining("503: Connection pool exhausted");
			this.backend.open();
			assertThat(first.join()).contains("ok");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Blocking.class, Reactive.class })
	void groupMayHaveItsBaseUrlFromBoot(Class<?> services) {
		try (App app = app(services, "pool.max-connections=1",
				"spring.http.serviceclient.orders.base-url=" + this.backend.url())) {
			assertThat(app.bean(Orders.class).all()).contains("ok");
			assertThat(app.snapshot().remotes()).hasSize(1);
			await().untilAsserted(() -> assertThat(callsOf(app, "orders")).isOne());
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Blocking.class, Reactive.class })
	void groupOfAnotherNameDoesNotUseTheDefaultClient(Class<?> services) {
		try (App app = app(services, "lifeguard.clients.default.pool.max-connections=1", "pool.max-connections=1",
				"spring.http.serviceclient.orders.base-url=" + this.backend.url(),
				"spring.http.serviceclient.others.base-url=" + this.backend.url())) {
			assertThat(app.bean(Others.class).all()).contains("ok");
			assertThat(app.clients().snapshot("default").remotes()).isEmpty();
			assertThat(app.snapshot().remotes()).isEmpty();
			await().untilAsserted(() -> assertThat(callsOf(app, "127.0.0.1")).isOne());
		}
	}

	/**
	 * Return how many calls were observed with the name of a client.
	 */
	private static long callsOf(App app, String client) {
		return app.bean(MeterRegistry.class)
			.find("http.client.requests")
			.tag("client.name", client)
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	@ParameterizedTest
	@CsvSource({ "connect-timeout=1s,timeout.connect", "read-timeout=1s,timeout.response", "redirects=FOLLOW,redirects",
			"cookie-handling=DISABLE,cookie-handling" })
	void whatBootSaysOfTheGroupIsTheClients(String setting, String ours) {
		String value = setting.replaceFirst(".*=", "");
		try (App app = app(Blocking.class, "base-url=" + this.backend.url(), "lifeguard.defaults.timeout.response=7s",
				"spring.http.serviceclient.orders." + setting)) {
			Setting found = app.bean(ClientRegistry.class).client("orders").settings().effective().get(ours);
			assertThat(found.value()).hasToString(value);
			assertThat(found.origin()).isEqualTo(Origin.GROUP);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Blocking.class, Reactive.class })
	void readTimeoutOfTheGroupEndsItsCalls(Class<?> services) {
		try (App app = app(services, "base-url=" + this.backend.url(),
				"spring.http.serviceclient.orders.read-timeout=150ms", "timeout.call=30s", "retry.enabled=false")) {
			this.backend.shut();
			assertThatException().isThrownBy(app.bean(Orders.class)::all)
				.withStackTraceContaining("phase=FIRST_BYTE")
				.withStackTraceContaining("limit=150ms");
			this.backend.open();
		}
	}

	@ParameterizedTest
	@CsvSource({ "connect-timeout=1s,timeout.connect=2s", "read-timeout=1s,timeout.response=2s",
			"redirects=follow,redirects=dont-follow", "base-url=http://a.test,base-url=http://b.test" })
	void settingThatIsWrittenTwiceAndDiffersStopsStartUp(String groups, String clients) {
		assertThatException()
			.isThrownBy(() -> app(Blocking.class, clients, "spring.http.serviceclient.orders." + groups))
			.havingRootCause()
			.isInstanceOfSatisfying(InvalidSettingException.class, (failure) -> {
				assertThat(failure.getKey()).isEqualTo("spring.http.serviceclient.orders." + groups.split("=")[0]);
				assertThat(failure.getOtherKey()).isEqualTo("lifeguard.clients.orders." + clients.split("=")[0]);
			});
	}

	/**
	 * A service whose group is a client.
	 */
	public interface Orders {

		@GetExchange("/")
		String all();

	}

	/**
	 * A service whose group is none.
	 */
	public interface Others {

		@GetExchange("/")
		String all();

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class)
	@ImportHttpServices(group = "others", types = Others.class)
	static class Blocking {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class, clientType = ClientType.WEB_CLIENT)
	@ImportHttpServices(group = "others", types = Others.class, clientType = ClientType.WEB_CLIENT)
	static class Reactive {

	}

}
