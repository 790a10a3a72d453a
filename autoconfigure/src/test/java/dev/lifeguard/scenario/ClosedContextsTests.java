package dev.lifeguard.scenario;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.OwnBean;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.TlsBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A context that was closed can be collected, whatever beans it had and whatever its
 * clients did: nothing of it stays on threads and in registries that live on, the event
 * loops among them.
 */
class ClosedContextsTests {

	private final Backend backend = Backend.start(HttpProtocol.HTTP11, HttpProtocol.H2C);

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void contextIsCollectedWhateverBeansItHad(OwnBean bean) throws Exception {
		assertCollected(closed(bean.sources(), bean.settings(this.backend.port()), (app) -> {
			call(app, "/");
			bean.use(app);
		}));
	}

	@ParameterizedTest
	@EnumSource
	void contextIsCollectedWhateverItsClientDid(Use use) throws Exception {
		Reference<?> context = closed(OwnBean.EVICTION_RULE.sources(), use.settings(this.backend.port()),
				(app) -> use.of(app, this.backend));
		use.afterwards(this.backend);
		assertCollected(context);
	}

	/**
	 * Micrometer's meters of the logging system keep their registry, and Boot's meters of
	 * the certificates lead from there to the context.
	 */
	@Test
	void contextIsCollectedWhoseClientFollowedABundle(@TempDir Path files) throws Exception {
		Authority authority = new Authority("ours");
		PemFiles pem = new PemFiles(files, authority.issue("me"), authority);
		try (TlsBackend secure = TlsBackend.start(authority.issue("server", "localhost"), authority)) {
			assertCollected(closed(new Class<?>[0],
					pem.properties("ssl.bundle=backend", "management.metrics.enable.ssl=false"), (app) -> {
						for (Face face : Face.values()) {
							assertThat(app.caller(face).get(secure.url()).get(10, TimeUnit.SECONDS)).contains("me");
						}
					}));
		}
	}

	/**
	 * Reactor's schedulers and the test's event loops are started by whoever is first.
	 */
	@Test
	void threadsOfThePoolsDoNotKeepTheClassLoader() throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
			FutureTask<Reference<?>> life = new FutureTask<>(
					() -> closed(new Class<?>[0], Use.NAMES.settings(this.backend.port()), (app) -> call(app, "/")));
			Thread thread = new Thread(life, "life");
			thread.setContextClassLoader(loader);
			thread.start();
			life.get(60, TimeUnit.SECONDS);
			await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((other) -> other.getContextClassLoader() == loader)
				.extracting(Thread::getName)
				.noneMatch((name) -> name.matches("(lifeguard|httppools|reactor-netty).*")));
		}
	}

	private static void call(App app, String uri) throws Exception {
		for (Face face : Face.values()) {
			assertThat(app.caller(face).get(uri).get(10, TimeUnit.SECONDS)).contains("ok");
		}
	}

	/**
	 * In a method of its own, which leaves nothing on the stack.
	 */
	private static Reference<?> closed(Class<?>[] sources, String[] settings, Task task) throws Exception {
		Class<?>[] all = Stream.concat(Stream.of(App.Everything.class, LivingLoops.class), Arrays.stream(sources))
			.toArray(Class<?>[]::new);
		try (App app = App.lifeguard(WebApplicationType.NONE, all, settings)) {
			task.with(app);
			return new WeakReference<>(app.context());
		}
	}

	/**
	 * A class that is being loaded when the context is closed is loaded to its end, which
	 * takes a while as each look at the garbage stops that thread.
	 */
	private static void assertCollected(Reference<?> context) {
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.doesNotContain("lifeguard-preload"));
		await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
			System.gc();
			assertThat(context.get()).isNull();
		});
	}

	/**
	 * What is done with an application.
	 */
	private interface Task {

		void with(App app) throws Exception;

	}

	/**
	 * Event loops that outlive the contexts.
	 */
	@Configuration(proxyBeanMethods = false)
	static class LivingLoops {

		private static final LoopResources LOOPS = LoopResources.create("living", 2, true);

		private static final ConnectionProvider UNUSED = ConnectionProvider.newConnection();

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setLoopResources(LOOPS);
			factory.setConnectionProvider(UNUSED);
			return factory;
		}

	}

	/**
	 * What a client did before its context was closed.
	 */
	private enum Use {

		/** It resolved names. */
		NAMES {

			@Override
			void of(App app, Backend backend) throws Exception {
				call(app, backend.url("localhost"));
			}

		},

		/** It opened connections at start. */
		WARM_UP("pool.warm-up=2") {

			@Override
			void of(App app, Backend backend) {
				await().until(() -> app.snapshot().idle() == 2);
			}

		},

		/** It used streams of one connection. */
		STREAMS("protocol=h2c") {

			@Override
			void of(App app, Backend backend) throws Exception {
				call(app, "/");
			}

		},

		/** It followed redirects. */
		REDIRECTS {

			@Override
			void of(App app, Backend backend) throws Exception {
				call(app, "/moved");
			}

		},

		/** It tried to connect, several times. */
		FAILURES("retry.max-attempts=2", "retry.backoff.base=1ms") {

			@Override
			void of(App app, Backend backend) throws Exception {
				String closed = "http://localhost:" + ClosedPort.find();
				for (Face face : Face.values()) {
					assertThatExceptionOfType(ExecutionException.class)
						.isThrownBy(() -> app.caller(face).get(closed).get(10, TimeUnit.SECONDS));
				}
			}

		},

		/** It refused calls that waited. */
		REFUSALS("pool.max-connections=1", "pool.acquire-timeout=50ms") {

			@Override
			void of(App app, Backend backend) throws Exception {
				backend.shut();
				Future<String> holder = app.caller(Face.REST_CLIENT).get("/");
				await().until(() -> backend.inFlight() == 1);
				for (Face face : Face.values()) {
					assertThatExceptionOfType(ExecutionException.class)
						.isThrownBy(() -> app.caller(face).get("/").get(10, TimeUnit.SECONDS))
						.withStackTraceContaining("Connection pool exhausted");
				}
				backend.open();
				assertThat(holder.get(10, TimeUnit.SECONDS)).contains("ok");
			}

		},

		/** Its responses were not read. */
		LEAKS("leak.threshold=50ms") {

			@Override
			void of(App app, Backend backend) {
				app.restClient().get().uri("/bytes/1MB").exchange((request, response) -> "", false);
				app.webClient().get().uri("/bytes/1MB").retrieve().toEntityFlux(byte[].class).block();
			}

		},

		/** Its calls were cancelled. */
		CANCELLATIONS {

			@Override
			void of(App app, Backend backend) throws Exception {
				backend.shut();
				for (Face face : Face.values()) {
					Future<String> call = app.caller(face).get("/");
					await().until(() -> backend.inFlight() == 1);
					call.cancel(true);
					await().until(() -> backend.inFlight() == 0);
				}
			}

		},

		/** Its calls ended with their time. */
		LATE_ANSWERS("timeout.response=100ms", "timeout.call=150ms") {

			@Override
			void of(App app, Backend backend) throws Exception {
				backend.shut();
				for (Face face : Face.values()) {
					assertThatExceptionOfType(ExecutionException.class)
						.isThrownBy(() -> app.caller(face).get("/").get(10, TimeUnit.SECONDS));
				}
			}

		},

		/** Its calls were on their way, and are so still. */
		CALLS_IN_FLIGHT {

			@Override
			void of(App app, Backend backend) throws Exception {
				backend.shut();
				for (Face face : Face.values()) {
					app.caller(face).get("/");
				}
				await().until(() -> backend.inFlight() == 2);
			}

			@Override
			void afterwards(Backend backend) {
				backend.open();
			}

		},

		/** It was called after that. */
		LATE_CALLS {

			@Override
			void of(App app, Backend backend) throws Exception {
				call(app, "/");
				callTooLate(app);
			}

		},

		/** It was called after that for the first time. */
		LATE_FIRST_CALLS {

			@Override
			void of(App app, Backend backend) throws Exception {
				callTooLate(app);
			}

		};

		private final String[] settings;

		Use(String... settings) {
			this.settings = settings;
		}

		String[] settings(int port) {
			return Stream.concat(Stream.of("base-url=http://127.0.0.1:" + port), Arrays.stream(this.settings))
				.toArray(String[]::new);
		}

		abstract void of(App app, Backend backend) throws Exception;

		void afterwards(Backend backend) {
		}

		private static void callTooLate(App app) {
			List<Caller> callers = Stream.of(Face.values()).map(app::caller).toList();
			app.close();
			for (Caller caller : callers) {
				assertThatExceptionOfType(ExecutionException.class)
					.isThrownBy(() -> caller.get("/").get(10, TimeUnit.SECONDS))
					.withStackTraceContaining("is shut down");
			}
		}

	}

}
