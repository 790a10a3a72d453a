package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.function.Function;

import dev.lifeguard.client.Call;
import dev.lifeguard.client.ManagedClient;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * One exchange of a {@code WebClient}; each subscription is a {@link Call} of its own.
 */
final class LeasedExchange extends Mono<ClientHttpResponse> {

	private final ManagedClient client;

	private final ClientHttpConnector connector;

	private final HttpMethod method;

	private final URI uri;

	private final Function<? super ClientHttpRequest, Mono<Void>> request;

	LeasedExchange(ManagedClient client, ClientHttpConnector connector, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		this.client = client;
		this.connector = connector;
		this.method = method;
		this.uri = uri;
		this.request = request;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ClientHttpResponse> actual) {
		Mono<ClientHttpResponse> exchange;
		Call call;
		try {
			call = this.client.call(this.uri);
			exchange = this.connector.connect(this.method, this.uri, this.request);
		}
		catch (Throwable ex) {
			Operators.error(actual, Operators.onOperatorError(ex, actual.currentContext()));
			return;
		}
		exchange.subscribe(new Answer(actual, call));
	}

	private static final class Answer extends Relay<ClientHttpResponse> {

		private final Call call;

		private final Context context;

		Answer(CoreSubscriber<? super ClientHttpResponse> actual, Call call) {
			super(actual);
			this.call = call;
			this.context = actual.currentContext().put(Call.class, call);
		}

		@Override
		public void onNext(ClientHttpResponse response) {
			super.onNext(new LeasedResponse(response, this.call));
		}

		@Override
		public Context currentContext() {
			return this.context;
		}

	}

}
