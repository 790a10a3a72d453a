package dev.lifeguard.scenario;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import brave.Span.Kind;
import brave.Tracer;
import brave.Tracing;
import brave.handler.MutableSpan;
import brave.propagation.TraceContext;
import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Traced;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;
import reactor.core.publisher.Hooks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A call in its caller's trace: one span, whose id all attempts send, and the log's
 * context of which all hooks have.
 */
class TraceTests {

	private static final Pattern HEADER = Pattern.compile("X-B3-(TraceId|SpanId|ParentSpanId): (\\w+)",
			Pattern.CASE_INSENSITIVE);

	@AfterEach
	void disable() {
		Hooks.disableAutomaticContextPropagation();
	}

	@ParameterizedTest
	@EnumSource
	void attemptsAreOneSpanOfTheCallersTrace(Face face) throws Exception {
		try (Answers server = Answers.of("503 No", "503 No", "200 OK");
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Traced.class, TraceHooks.class },
						"retry.backoff.base=1ms", "spring.reactor.context-propagation=auto")) {
			MutableSpan span = assertOneSpan(app, face, server, 3);
			assertThat(span.annotations()).extracting((annotation) -> annotation.getValue().split(",")[0])
				.containsExactly("attempt 1 failed", "attempt 2 failed");
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void onlyAttemptOfAPlainClientIsToo(Face face) throws Exception {
		try (Answers server = Answers.of("200 OK"); App app = App.plainWith(Traced.class, TraceHooks.class)) {
			Hooks.enableAutomaticContextPropagation();
			assertThat(assertOneSpan(app, face, server, 1).annotations()).isEmpty();
		}
	}

	private static MutableSpan assertOneSpan(App app, Face face, Answers server, int attempts) {
		Tracer tracer = app.bean(Tracing.class).tracer();
		TraceContext caller = Objects
			.requireNonNull(Observation.createNotStarted("caller", app.bean(ObservationRegistry.class)).observe(() -> {
				call(app, face, server.url());
				return tracer.currentSpan().context();
			}));
		Traced traced = app.bean(Traced.class);
		await().until(() -> traced.spans().size() == 2);
		MutableSpan span = traced.spans().stream().filter((ended) -> ended.kind() == Kind.CLIENT).findFirst().get();
		assertThat(span.parentId()).isEqualTo(caller.spanIdString());
		assertThat(server.arrivals()).hasSize(attempts)
			.allSatisfy((arrival) -> assertThat(ids(arrival.head())).containsExactlyInAnyOrder(caller.traceIdString(),
					caller.spanIdString(), span.id()));
		assertThat(app.bean(TraceHooks.class).logged).hasSize(2 * attempts).containsOnly(caller.traceIdString());
		return span;
	}

	private static void call(App app, Face face, String url) {
		try {
			if (face == Face.REST_CLIENT) {
				// on this thread, whose trace it belongs to
				app.restClient().get().uri(url).retrieve().body(String.class);
			}
			else {
				app.caller(face).get(url).get(10, TimeUnit.SECONDS);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<String> ids(String head) {
		return HEADER.matcher(head).results().map((header) -> header.group(2)).toList();
	}

	/**
	 * An interceptor and a filter of the application's that log something.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TraceHooks {

		private final List<String> logged = new CopyOnWriteArrayList<>();

		private void log() {
			this.logged.add(Objects.toString(MDC.get("traceId")));
		}

		@Bean
		RestClientCustomizer interceptor() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				log();
				try {
					return execution.execute(request, body);
				}
				finally {
					log();
				}
			});
		}

		@Bean
		WebClientCustomizer filter() {
			return (builder) -> builder.filter((request, next) -> {
				log();
				return next.exchange(request).doOnNext((response) -> log());
			});
		}

	}

}
