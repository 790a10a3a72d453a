package dev.lifeguard.scenario;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.CarriedTenant;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.SilentServer;
import dev.lifeguard.testsupport.Tenant;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * What belongs to a caller reaches no other caller and outlives no call, though places,
 * connections and timers are shared.
 */
@ExtendWith(CarriedTenant.class)
class ContextIsolationTests {

	private final SilentServer silent = SilentServer.accepting();

	@AfterEach
	void stop() throws IOException {
		this.silent.close();
	}

	@ParameterizedTest
	@EnumSource
	void waiterGoesOnWithoutWhatTheReleaserHas(Face face) throws Exception {
		try (Answers server = Answers.of("200 OK"); App app = app("retry.enabled=false", Connects.class)) {
			Connects connects = app.bean(Connects.class);
			assertThat(afterWait(app, () -> app.caller(face).get(server.url())).get(5, TimeUnit.SECONDS))
				.isEqualTo("bod");
			Future<String> failing = afterWait(app, () -> {
				connects.failing = true;
				return noting(app, face, server.url(), connects);
			});
			assertThatException().isThrownBy(() -> failing.get(5, TimeUnit.SECONDS));
			assertThat(connects.tenants).isNotEmpty().containsOnly("null");
		}
	}

	@Test
	void waiterGoesOnWithWhatItsCallerHasWhereReactorRestoresThat() throws Exception {
		try (Answers server = Answers.of("200 OK");
				App app = app("spring.reactor.context-propagation=auto", Connects.class)) {
			Future<String> waiter = afterWait(app, () -> Tenant.callAs("waiter",
					() -> noting(app, Face.WEB_CLIENT, server.url(), app.bean(Connects.class))));
			waiter.get(5, TimeUnit.SECONDS);
			assertThat(app.bean(Connects.class).tenants).endsWith("waiter", "waiter").doesNotContain("releaser");
		}
	}

	@ParameterizedTest
	@EnumSource
	void nothingOfACallerIsKeptAfterItsCall(Face face) throws Exception {
		ExecutorService threads = Executors.newCachedThreadPool();
		try (Answers server = Answers.of("503 No", "200 OK");
				App app = app("retry.backoff.base=1ms", Forgetting.class)) {
			List<WeakReference<Object>> tokens = new ArrayList<>();
			Future<?> cancelled = threads.submit(call(app, face, this.silent.url("http"), tokens));
			await().until(() -> app.active() == 1);
			Future<?> waited = threads.submit(call(app, face, server.url(), tokens));
			await().until(() -> app.pending() == 1);
			cancelled.cancel(true);
			waited.get(5, TimeUnit.SECONDS);
			await().until(() -> app.snapshot().idle() == 1);
			List<WeakReference<Observation.Context>> observations = app.bean(Forgetting.class).started;
			assertThat(tokens).hasSize(2);
			assertThat(observations).hasSize(2);
			await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
				System.gc();
				assertThat(tokens).extracting(WeakReference::get).containsOnlyNulls();
				assertThat(observations).extracting(WeakReference::get).containsOnlyNulls();
			});
		}
		finally {
			threads.shutdown();
		}
	}

	/**
	 * Return a call that has something of its caller's in all places.
	 */
	private static Runnable call(App app, Face face, String url, List<WeakReference<Object>> tokens) {
		String token = new String("token");
		tokens.add(new WeakReference<>(token));
		return (face == Face.REST_CLIENT)
				? () -> app.restClient()
					.get()
					.uri(url)
					.header("X-Token", token)
					.attribute("token", token)
					.retrieve()
					.toBodilessEntity()
				: () -> app.webClient()
					.get()
					.uri(url)
					.header("X-Token", token)
					.attribute("token", token)
					.retrieve()
					.toBodilessEntity()
					.contextWrite((context) -> context.put("token", token))
					.block();
	}

	/**
	 * Let a call wait for the one place, whose holder gives it up on a thread that has
	 * something of its own.
	 */
	private <T> Future<T> afterWait(App app, Callable<Future<T>> call) throws Exception {
		Disposable holder = app.webClient()
			.get()
			.uri(this.silent.url("http"))
			.retrieve()
			.bodyToMono(String.class)
			.subscribe();
		await().until(() -> app.active() == 1);
		Future<T> waiter = call.call();
		await().until(() -> app.pending() == 1);
		Tenant.callAs("releaser", () -> {
			holder.dispose();
			return "released";
		});
		return waiter;
	}

	private static Future<String> noting(App app, Face face, String url, Connects connects) {
		return (face == Face.REST_CLIENT) ? app.caller(face).get(url)
				: app.webClient()
					.get()
					.uri(url)
					.retrieve()
					.bodyToMono(String.class)
					.doOnError((failure) -> connects.note())
					.contextCapture()
					.toFuture();
	}

	private static App app(String setting, Class<?>... sources) {
		return App.lifeguard(WebApplicationType.NONE, sources, "pool.max-connections=1", "pool.acquire-timeout=10s",
				setting);
	}

	/**
	 * Takes part in each connect, and can make it fail.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Connects {

		private final List<String> tenants = new CopyOnWriteArrayList<>();

		private volatile boolean failing;

		private void note() {
			this.tenants.add(Objects.toString(Tenant.current()));
		}

		@Bean
		HttpClientCustomizer connects() {
			return (client, http) -> http.mapConnect((connect) -> Mono.defer(() -> {
				note();
				return this.failing ? Mono.error(new IOException("no route")) : connect;
			})).doOnConnect((config) -> note());
		}

	}

	/**
	 * Knows the observations that there were, and keeps none.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Forgetting {

		private final List<WeakReference<Observation.Context>> started = new CopyOnWriteArrayList<>();

		@Bean
		ObservationHandler<Observation.Context> forgetting() {
			return new ObservationHandler<>() {

				@Override
				public void onStart(Observation.Context context) {
					Forgetting.this.started.add(new WeakReference<>(context));
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return true;
				}

			};
		}

	}

}
