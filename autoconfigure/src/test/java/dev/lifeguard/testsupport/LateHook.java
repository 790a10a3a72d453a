package dev.lifeguard.testsupport;

import dev.lifeguard.testsupport.Face.Caller;
import reactor.core.publisher.Mono;

import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Interceptors and filters that drop a response, and the places where an application adds
 * them after a client was made.
 */
public enum LateHook {

	/** Fails on 500 and does not read the body. */
	THROWS((request, body, execution) -> {
		var response = execution.execute(request, body);
		if (response.getStatusCode().value() == 500) {
			throw new IllegalStateException("no good");
		}
		return response;
	}, (request, next) -> next.exchange(request)
		.flatMap((response) -> (response.statusCode().value() == 500)
				? Mono.error(() -> new IllegalStateException("no good")) : Mono.just(response))) {

		@Override
		public boolean isExpected(String outcome) {
			return outcome.equals("ok") || outcome.contains("no good");
		}

	},

	/** Executes up to three times and hands the last response on. */
	CALLS_AGAIN((request, body, execution) -> {
		var response = execution.execute(request, body);
		for (int more = 0; more < 2 && response.getStatusCode().value() == 500; more++) {
			response = execution.execute(request, body);
		}
		return response;
	}, (request, next) -> next.exchange(request)
		.flatMap((response) -> (response.statusCode().value() == 500) ? next.exchange(request) : Mono.just(response))
		.flatMap((response) -> (response.statusCode().value() == 500) ? next.exchange(request) : Mono.just(response))) {

		@Override
		public boolean isExpected(String outcome) {
			return outcome.equals("ok") || outcome.contains("500");
		}

	};

	private final ClientHttpRequestInterceptor interceptor;

	private final ExchangeFilterFunction filter;

	LateHook(ClientHttpRequestInterceptor interceptor, ExchangeFilterFunction filter) {
		this.interceptor = interceptor;
		this.filter = filter;
	}

	/**
	 * Return whether a call may end like this.
	 * @param outcome the body or the failure
	 * @return whether nothing is wrong with it
	 */
	public abstract boolean isExpected(String outcome);

	/**
	 * Add the hook to copies of clients.
	 * @param face the face that will call
	 * @param restClient a client
	 * @param webClient a client
	 * @return a caller of the copies
	 */
	public Caller addTo(Face face, RestClient restClient, WebClient webClient) {
		return face.of(restClient.mutate().requestInterceptor(this.interceptor).build(),
				webClient.mutate().filter(this.filter).build());
	}

	/**
	 * Where an application adds hooks.
	 */
	public enum Place {

		/** To a copy of a named client. */
		MUTATE {

			@Override
			Caller caller(App app, Face face, RestClientCustomizer rest, WebHook web) {
				return face.of(app.restClient().mutate().apply(rest::customize).build(),
						app.webClient().mutate().apply(web::addTo).build());
			}

		},

		/** To a copy of a copy that had hooks of its own, in front of all others. */
		MUTATE_IN_FRONT {

			@Override
			Caller caller(App app, Face face, RestClientCustomizer rest, WebHook web) {
				RestClient.Builder blocking = app.restClient()
					.mutate()
					.requestInterceptor((request, body, execution) -> execution.execute(request, body))
					.build()
					.mutate();
				WebClient.Builder reactive = app.webClient()
					.mutate()
					.filter((request, next) -> next.exchange(request))
					.build()
					.mutate();
				blocking.requestInterceptors((all) -> RestClient.builder()
					.apply(rest::customize)
					.requestInterceptors((own) -> all.addAll(0, own)));
				reactive.filters((all) -> WebClient.builder().apply(web::addTo).filters((own) -> all.addAll(0, own)));
				return face.of(blocking.build(), reactive.build());
			}

		},

		/** To the application's own builders, which use the client {@code default}. */
		DEFAULT_BUILDER {

			@Override
			Caller caller(App app, Face face, RestClientCustomizer rest, WebHook web) {
				return face.of(app.bean(RestClient.Builder.class).apply(rest::customize).build(),
						app.bean(WebClient.Builder.class).clone().apply(web::addTo).build());
			}

			@Override
			public String client() {
				return "default";
			}

		},

		/**
		 * To a builder that Boot's configurer was applied to, and to a copy of what it
		 * built.
		 */
		CONFIGURED_BUILDER {

			@Override
			Caller caller(App app, Face face, RestClientCustomizer rest, WebHook web) {
				return face.of(app.bean(RestClientBuilderConfigurer.class)
					.configure(RestClient.builder())
					.build()
					.mutate()
					.apply(rest::customize)
					.build(), app.bean(WebClient.Builder.class).build().mutate().apply(web::addTo).build());
			}

			@Override
			public String client() {
				return "default";
			}

		};

		abstract Caller caller(App app, Face face, RestClientCustomizer rest, WebHook web);

		/**
		 * Add a hook.
		 * @param app the application
		 * @param face the face that will call
		 * @param hook the hook
		 * @return a caller
		 */
		public Caller caller(App app, Face face, LateHook hook) {
			return caller(app, face, hook.interceptor, hook.filter);
		}

		/**
		 * Add hooks.
		 * @param app the application
		 * @param face the face that will call
		 * @param interceptor the hook of the blocking client
		 * @param filter the hook of the reactive client
		 * @return a caller
		 */
		public Caller caller(App app, Face face, ClientHttpRequestInterceptor interceptor,
				ExchangeFilterFunction filter) {
			return caller(app, face, (builder) -> builder.requestInterceptor(interceptor),
					(WebHook) (builder) -> builder.filter(filter));
		}

		/**
		 * Return the name of the client that makes the calls.
		 * @return the name
		 */
		public String client() {
			return "orders";
		}

	}

	/**
	 * Adds a filter to a builder.
	 */
	@FunctionalInterface
	interface WebHook {

		void addTo(WebClient.Builder builder);

	}

}
