package dev.lifeguard.autoconfigure.preload;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Preload}: what an application notices of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class PreloadTests {

	@BeforeEach
	void loadAgain() {
		DryRuns.LOADED.clear();
	}

	@Test
	void applicationNoticesNothing(CapturedOutput output) {
		try (Backend backend = Backend.start(); App app = start(backend, Witnesses.class)) {
			assertThat(app.bean(Preload.class).isRunning()).isTrue();
			awaitEnd();
			assertThat(DryRuns.LOADED).hasSize(1);
			assertThat(backend.connectionsOpened()).isZero();
			assertThat(app.bean(Witness.class).seen).isEmpty();
			assertThat(app.clients().names()).containsExactly("orders");
			assertThat(app.snapshot()).satisfies((pool) -> assertThat(pool.idle() + pool.connecting()).isZero());
			assertThat(app.bean(MeterRegistry.class).getMeters()).isNotEmpty()
				.extracting(Meter::getId)
				.noneMatch((id) -> id.toString().contains("preload") || id.getName().equals("http.client.requests"));
		}
		assertThat(output).doesNotContain("preload");
	}

	@Test
	void endsWithTheContext(CapturedOutput output) {
		try (Backend backend = Backend.start(); App app = start(backend, ClosesWhenReady.class)) {
			assertThat(app.context().isActive()).isFalse();
		}
		awaitEnd();
		assertThat(output).doesNotContain("preload", "WARN", "ERROR", "Exception");
	}

	@Test
	void switchedOffThereIsNone() {
		try (Backend backend = Backend.start(); App app = start(backend, Witnesses.class, "lifeguard.preload=false")) {
			assertThat(app.context().getBeanNamesForType(Preload.class)).isEmpty();
		}
	}

	private static App start(Backend backend, Class<?> source, String... more) {
		String[] settings = List.of("base-url=" + backend.url(), (more.length > 0) ? more[0] : "lifeguard.preload=true")
			.toArray(String[]::new);
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { WithPreload.class, source }, settings);
	}

	private static void awaitEnd() {
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("lifeguard-preload")));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(LifeguardPreloadAutoConfiguration.class)
	static class WithPreload {

	}

	/**
	 * All that an application can put into its clients.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Witnesses {

		@Bean
		Witness witness() {
			return new Witness();
		}

		@Bean
		RestClientCustomizer restClients(Witness witness) {
			return (builder) -> witness.seen.add("RestClient");
		}

		@Bean
		WebClientCustomizer webClients(Witness witness) {
			return (builder) -> witness.seen.add("WebClient");
		}

	}

	/**
	 * What is asked by any client, and told of any call.
	 */
	static class Witness implements HttpClientCustomizer, ObservationHandler<Observation.Context> {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@Override
		public HttpClient customize(String client, HttpClient http) {
			this.seen.add(client);
			return http;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.seen.add(context.getName());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ClosesWhenReady {

		@Bean
		@Order(Ordered.LOWEST_PRECEDENCE)
		ApplicationListener<ApplicationReadyEvent> closing() {
			return (event) -> event.getApplicationContext().close();
		}

	}

}
