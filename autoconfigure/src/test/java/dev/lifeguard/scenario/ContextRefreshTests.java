package dev.lifeguard.scenario;

import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.SocketTable;
import dev.lifeguard.testsupport.TlsBackend;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * What contexts leave behind that come and go in one JVM: a restart by the developer
 * tools, tests, a start that fails.
 */
class ContextRefreshTests {

	private static final int CONTEXTS = 20;

	private static final MeterRegistry SHARED = new SimpleMeterRegistry() {

		@Override
		public void close() {
			// it outlives the contexts
		}

	};

	private final Backend backend = Backend.start();

	private final Authority authority = new Authority("ours");

	private final List<Reference<?>> traces = new ArrayList<>();

	private TlsBackend secure;

	private String[] settings;

	@BeforeEach
	void startSecureBackend(@TempDir Path files) throws IOException {
		this.secure = TlsBackend.start(this.authority.issue("server", "localhost"), this.authority);
		this.settings = new PemFiles(files, this.authority.issue("me"), this.authority).properties(
				"base-url=" + this.backend.url(), "pool.warm-up=2", "leak.threshold=50ms",
				"lifeguard.clients.secure.base-url=" + this.secure.url(), "lifeguard.clients.secure.ssl.bundle=backend",
				"lifeguard.clients.default.base-url=" + this.backend.url(),
				"lifeguard.clients.broken.base-url=http://127.0.0.1:" + ClosedPort.find(),
				"lifeguard.clients.broken.retry.max-attempts=2", "lifeguard.clients.broken.retry.backoff.base=1ms");
	}

	@AfterEach
	void stopBackends() {
		this.backend.close();
		this.secure.close();
	}

	@Test
	void contextsLeaveNothing() throws Exception {
		useOnce();
		Map<String, Long> threads = threads();
		List<Meter.Id> meters = meters();
		int registries = Metrics.globalRegistry.getRegistries().size();
		for (int i = 0; i < CONTEXTS; i++) {
			useOnce();
		}
		assertThat(ours()).isEmpty();
		assertThat(meters()).containsExactlyInAnyOrderElementsOf(meters);
		assertThat(Metrics.globalRegistry.getRegistries()).hasSize(registries);
		assertNothingIsLeft(threads);
	}

	@Test
	void contextThatFailsHalfWayLeavesNothing() throws Exception {
		useOnce();
		Map<String, Long> threads = threads();
		assertThatThrownBy(() -> App.lifeguard(WebApplicationType.NONE,
				new Class<?>[] { SharedRegistry.class, FailsAfterCalls.class }, this.settings))
			.hasStackTraceContaining("half way");
		assertThat(FailsAfterCalls.CALLED).isNotEmpty();
		this.traces.addAll(FailsAfterCalls.CALLED);
		assertThat(ours()).isEmpty();
		// Spring closes the event loops of the JVM only if it was told that it had
		// started
		useOnce();
		assertNothingIsLeft(threads);
	}

	private static List<Meter.Id> ours() {
		return meters().stream().filter((meter) -> meter.getName().startsWith("lifeguard")).toList();
	}

	/**
	 * Those of the JVM appear when it does something for the first time.
	 */
	private static List<Meter.Id> meters() {
		return SHARED.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((meter) -> !meter.getName().startsWith("jvm"))
			.toList();
	}

	/**
	 * Each kind of call, with each face, and a response that nobody reads.
	 */
	private void useOnce() throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { SharedRegistry.class }, this.settings)) {
			LifeguardClients clients = app.clients();
			app.bean(RestClient.Builder.class).build().get().uri("/").retrieve().toBodilessEntity();
			assertThat(clients.snapshot("default").remotes()).hasSize(1);
			for (Face face : Face.values()) {
				assertThat(app.caller(face).get("/").get(5, TimeUnit.SECONDS)).contains("ok");
				assertThat(face.of(clients.restClient("secure"), clients.webClient("secure"))
					.get("/")
					.get(5, TimeUnit.SECONDS)).contains("me");
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(() -> face.of(clients.restClient("broken"), clients.webClient("broken"))
						.get("/")
						.get(5, TimeUnit.SECONDS))
					.withStackTraceContaining("Connection refused");
			}
			app.restClient().get().uri("/bytes/1MB").exchange((request, response) -> response.getStatusCode(), false);
			assertThat(ours()).isNotEmpty();
			ClientRegistry registry = app.bean(ClientRegistry.class);
			registry.clients().forEach((client) -> this.traces.add(new WeakReference<>(client)));
			this.traces.add(new WeakReference<>(registry));
		}
	}

	private void assertNothingIsLeft(Map<String, Long> threads) {
		await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
			assertThat(this.backend.connectionsOpen()).isZero();
			assertThat(this.secure.openOf("me")).isZero();
			assertThat(SocketTable.established(this.backend.port()) + SocketTable.inCloseWait(this.backend.port()))
				.isZero();
			assertThat(threads()).allSatisfy(
					(name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(threads.getOrDefault(name, 0L)));
			System.gc();
			assertThat(this.traces.stream().map(Reference::get)).isNotEmpty().containsOnlyNulls();
		});
	}

	/**
	 * By what they are called, without their numbers. Reactor's schedulers belong to the
	 * JVM and are bounded, and some are the test's.
	 */
	private static Map<String, Long> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map((thread) -> thread.getName().replaceAll("\\d+.*", ""))
			.filter((name) -> !name
				.matches("boundedElastic-|parallel-|globalEventExecutor-|caller|awaitility.*|.*backend.*"))
			.collect(Collectors.groupingBy((name) -> name, TreeMap::new, Collectors.counting()));
	}

	/**
	 * A meter registry that outlives its context.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SharedRegistry {

		@Bean(destroyMethod = "")
		MeterRegistry shared() {
			return SHARED;
		}

	}

	/**
	 * Something that is late to find out that it cannot start, in the midst of the HTTP
	 * service groups.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "others", types = Others.class)
	static class FailsAfterCalls {

		private static final List<Reference<?>> CALLED = new ArrayList<>();

		@Bean
		RestClientHttpServiceGroupConfigurer failure(@Qualifier("orders") RestClient orders,
				@Qualifier("secure") WebClient secure, ClientRegistry registry) {
			registry.clients().forEach((client) -> CALLED.add(new WeakReference<>(client)));
			return new RestClientHttpServiceGroupConfigurer() {

				@Override
				public void configureGroups(Groups<RestClient.Builder> groups) {
					callAndFail(orders, secure);
				}

				@Override
				public int getOrder() {
					return 0;
				}

			};
		}

		private static void callAndFail(RestClient orders, WebClient secure) {
			orders.get().uri("/").retrieve().toBodilessEntity();
			secure.get().uri("/").retrieve().toBodilessEntity().block(Duration.ofSeconds(5));
			throw new IllegalStateException("half way");
		}

	}

	/**
	 * A service that does not come to be.
	 */
	public interface Others {

		@GetExchange("/")
		String all();

	}

}
