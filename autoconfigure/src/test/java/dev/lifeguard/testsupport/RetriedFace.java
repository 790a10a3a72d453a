package dev.lifeguard.testsupport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Every way that a call can be retried in: each client, without and with something of the
 * application's between it and the retries.
 */
public enum RetriedFace {

	/** The request factory retries. */
	REST_CLIENT {

		@Override
		public Future<ResponseEntity<String>> call(App app, Sent sent) {
			return blocking(app, sent);
		}

	},

	/** The outermost interceptor retries. */
	REST_CLIENT_WITH_INTERCEPTOR(Hooks.class) {

		@Override
		public Future<ResponseEntity<String>> call(App app, Sent sent) {
			return blocking(app, sent);
		}

	},

	/** The only filter retries. */
	WEB_CLIENT {

		@Override
		public Future<ResponseEntity<String>> call(App app, Sent sent) {
			return reactive(app, sent);
		}

	},

	/** The outermost filter retries. */
	WEB_CLIENT_WITH_FILTER(Hooks.class) {

		@Override
		public Future<ResponseEntity<String>> call(App app, Sent sent) {
			return reactive(app, sent);
		}

	};

	private static final ExecutorService THREADS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		return thread;
	});

	private final List<Class<?>> sources;

	RetriedFace(Class<?>... sources) {
		this.sources = List.of(sources);
	}

	/**
	 * Return the configuration that the application needs.
	 * @return the sources
	 */
	public Class<?>[] sources() {
		return this.sources.toArray(Class<?>[]::new);
	}

	/**
	 * Start a call.
	 * @param app the application
	 * @param sent what is sent
	 * @return the response to come, whatever its status; cancelling the future cancels
	 * the call
	 */
	public abstract Future<ResponseEntity<String>> call(App app, Sent sent);

	private static Future<ResponseEntity<String>> blocking(App app, Sent sent) {
		RestClient client = app.restClient();
		FutureTask<ResponseEntity<String>> call = new FutureTask<>(() -> {
			RestClient.RequestBodySpec request = client.method(sent.method())
				.uri(sent.uri())
				.attributes((attributes) -> attributes.putAll(sent.attributes()))
				.headers((headers) -> sent.headers().forEach(headers::set));
			if (sent.body() instanceof Oneshot oneshot) {
				request.body((out) -> out.write(oneshot.text().getBytes()));
			}
			else if (sent.body() != null) {
				request.body(sent.body());
			}
			return request.retrieve().onStatus((status) -> true, (head, response) -> {
			}).toEntity(String.class);
		});
		THREADS.execute(call);
		return call;
	}

	private static Future<ResponseEntity<String>> reactive(App app, Sent sent) {
		WebClient.RequestBodySpec request = app.webClient()
			.method(sent.method())
			.uri(sent.uri())
			.attributes((attributes) -> attributes.putAll(sent.attributes()))
			.headers((headers) -> sent.headers().forEach(headers::set));
		if (sent.body() instanceof Oneshot oneshot) {
			request.body(Flux.just(oneshot.text(), ""), String.class);
		}
		else if (sent.body() != null) {
			request.bodyValue(sent.body());
		}
		return request.exchangeToMono((response) -> response.toEntity(String.class)).toFuture();
	}

	/**
	 * What is sent.
	 *
	 * @param method the method
	 * @param uri where it goes
	 * @param headers the headers
	 * @param attributes the request's attributes
	 * @param body the body, if it has one
	 */
	public record Sent(HttpMethod method, String uri, Map<String, String> headers, Map<String, Object> attributes,
			@Nullable Object body) {

		/**
		 * Return what is sent without headers and body.
		 * @param method the method
		 * @param uri where it goes
		 * @return the request
		 */
		public static Sent of(HttpMethod method, String uri) {
			return new Sent(method, uri, Map.of(), Map.of(), null);
		}

		/**
		 * Return it with a header.
		 * @param name the header's name
		 * @param value the header's value
		 * @return the request
		 */
		public Sent with(String name, String value) {
			return new Sent(this.method, this.uri, Map.of(name, value), this.attributes, this.body);
		}

		/**
		 * Return it with a body.
		 * @param body the body
		 * @return the request
		 */
		public Sent body(Object body) {
			return new Sent(this.method, this.uri, this.headers, this.attributes, body);
		}

		/**
		 * Return it with an attribute.
		 * @param name the attribute's name
		 * @param value the attribute's value
		 * @return the request
		 */
		public Sent attribute(String name, Object value) {
			return new Sent(this.method, this.uri, this.headers, Map.of(name, value), this.body);
		}

	}

	/**
	 * A body that can be written once.
	 *
	 * @param text the body
	 */
	public record Oneshot(String text) {

	}

	/**
	 * An interceptor and a filter of the application's that add a header.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Hooks {

		@Bean
		RestClientCustomizer restClientHook() {
			return (builder) -> builder.requestInterceptor((request, body, execution) -> {
				request.getHeaders().add("X-Hook", "1");
				return execution.execute(request, body);
			});
		}

		@Bean
		WebClientCustomizer webClientHook() {
			return (builder) -> builder
				.filter((request, next) -> next.exchange(ClientRequest.from(request).header("X-Hook", "1").build()));
		}

	}

}
