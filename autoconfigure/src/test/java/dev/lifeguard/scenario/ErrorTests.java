package dev.lifeguard.scenario;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A hook or a body writer of the application that dies of an {@link Error}, which no
 * reactive library hands on: its call fails all the same, though it has no time limit,
 * and its permit is released.
 */
class ErrorTests {

	private static final Map<String, Future<String>> CALLS = new HashMap<>();

	private static Backend backend;

	private static App app;

	/**
	 * Start all calls side by side, each of a client of its own: most of them end only
	 * when a limit of theirs does.
	 */
	@BeforeAll
	static void startCalls() {
		backend = Backend.start();
		app = App
			.lifeguard(WebApplicationType.NONE, new Class<?>[] { HooksThatDie.class },
					Stream
						.concat(Stream.of("lifeguard.defaults.timeout.call=0s",
								"lifeguard.defaults.timeout.response=1s", "lifeguard.defaults.leak.threshold=1s"),
								Stream
									.concat(hooks().map(ErrorTests::client),
											Stream.of(Fatal.values()).map(ErrorTests::client))
									.map("lifeguard.clients.%s.retry.max-attempts=1"::formatted))
						.toArray(String[]::new));
		hooks().forEach((hook) -> {
			Face face = (Face) hook.get()[2];
			Caller caller = face.of(restClient(client(hook)), webClient(client(hook)));
			CALLS.put(client(hook), caller.get(backend.url()));
		});
		for (Fatal error : Fatal.values()) {
			CALLS.put(client(error), post(webClient(client(error)), error));
		}
	}

	@AfterAll
	static void stop() {
		app.close();
		backend.close();
		CALLS.clear();
	}

	static Stream<Arguments> hooks() {
		return Stream.of(Hook.values())
			.flatMap((hook) -> Stream.of(Fatal.values())
				.flatMap((error) -> Stream.of(Face.values()).map((face) -> Arguments.of(hook, error, face))));
	}

	@ParameterizedTest
	@MethodSource("hooks")
	void callWhoseHookDiesFails(Hook hook, Fatal error, Face face) throws Exception {
		Future<String> call = CALLS.get(client(hook, error, face));
		if (hook.endsCalls()) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(20, TimeUnit.SECONDS));
		}
		else {
			assertThat(call.get(20, TimeUnit.SECONDS)).contains("ok");
		}
		app.assertNothingHeld(client(hook, error, face));
	}

	@ParameterizedTest
	@EnumSource
	void callWhoseBodyDiesFails(Fatal error) {
		Future<String> call = CALLS.get(client(error));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(20, TimeUnit.SECONDS))
			.withStackTraceContaining("on purpose");
		app.assertNothingHeld(client(error));
	}

	private static Future<String> post(WebClient client, Fatal error) {
		return client.post().uri(backend.url()).body(Flux.range(0, 5).map((index) -> {
			if (index == 3) {
				throw error.error();
			}
			return "piece";
		}), String.class).retrieve().bodyToMono(String.class).toFuture();
	}

	private static String client(Arguments hook) {
		return client(Stream.of(hook.get()).toArray(Enum<?>[]::new));
	}

	/**
	 * Return the name of the client for a case.
	 */
	private static String client(Enum<?>... values) {
		return Stream.of(values)
			.map((value) -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.collect(Collectors.joining("-"));
	}

	private static RestClient restClient(String client) {
		return app.clients().restClient(client);
	}

	private static WebClient webClient(String client) {
		return app.clients().webClient(client);
	}

	enum Fatal {

		ASSERTION(() -> new AssertionError("on purpose")),

		STACK_OVERFLOW(() -> new StackOverflowError("on purpose")),

		LINKAGE(() -> new NoClassDefFoundError("on purpose"));

		private final Supplier<Error> error;

		Fatal(Supplier<Error> error) {
			this.error = error;
		}

		Error error() {
			return this.error.get();
		}

	}

	enum Hook {

		RESOLVE {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doOnResolve((connection) -> dies.run());
			}
		},

		CONNECT {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doOnConnect((config) -> dies.run());
			}
		},

		CHANNEL_INIT {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doOnChannelInit((observer, channel, remote) -> dies.run());
			}
		},

		CONNECTED {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doOnConnected((connection) -> dies.run());
			}
		},

		OBSERVE {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.observe((connection, state) -> dies.run());
			}
		},

		REQUEST {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doOnRequest((request, connection) -> dies.run());
			}
		},

		AFTER_REQUEST {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doAfterRequest((request, connection) -> dies.run());
			}
		},

		RESPONSE {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client.doOnResponse((response, connection) -> dies.run());
			}
		},

		WRITE {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client
					.doOnConnected((connection) -> connection.addHandlerLast(new ChannelOutboundHandlerAdapter() {
						@Override
						public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
							dies.run();
						}
					}));
			}
		},

		READ {
			@Override
			HttpClient add(HttpClient client, Runnable dies) {
				return client
					.doOnConnected((connection) -> connection.addHandlerLast(new ChannelInboundHandlerAdapter() {
						@Override
						public void channelRead(ChannelHandlerContext context, Object message) {
							dies.run();
						}
					}));
			}
		};

		abstract HttpClient add(HttpClient client, Runnable dies);

		/** An address in digits is not looked up. */
		boolean endsCalls() {
			return this != RESOLVE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HooksThatDie {

		@Bean
		HttpClientCustomizer hooksThatDie() {
			Map<String, UnaryOperator<HttpClient>> additions = new HashMap<>();
			hooks().forEach((values) -> {
				Hook hook = (Hook) values.get()[0];
				Fatal error = (Fatal) values.get()[1];
				additions.put(client(values), (client) -> hook.add(client, () -> {
					throw error.error();
				}));
			});
			return (name, client) -> additions.getOrDefault(name, UnaryOperator.identity()).apply(client);
		}

	}

}
