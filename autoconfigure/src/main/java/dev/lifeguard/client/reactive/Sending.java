package dev.lifeguard.client.reactive;

import java.util.function.Function;

import dev.lifeguard.call.Call;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Sender of the request of one call, with the application's context.
 * <p>
 * The connection has a context without the observation, which would keep a dropped
 * response reachable; the request gets it back while it is sent.
 */
final class Sending implements Function<ClientHttpRequest, Mono<Void>> {

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private volatile @Nullable Call call;

	private volatile @Nullable Function<? super ClientHttpRequest, Mono<Void>> request;

	private volatile Context context;

	Sending(Function<? super ClientHttpRequest, Mono<Void>> request, Context context, Call call) {
		this.request = request;
		this.context = context;
		this.call = call;
	}

	@Override
	public Mono<Void> apply(ClientHttpRequest target) {
		Function<? super ClientHttpRequest, Mono<Void>> request = this.request;
		Call call = this.call;
		if (request == null || call == null) {
			return Mono.error(new IllegalStateException("the exchange is over, or its response has begun"));
		}
		Mono<Void> sent = new FramedRequest(target, call).sentBy(request);
		call.uriTemplate(target.getAttributes().get(URI_TEMPLATE));
		Context context = this.context;
		return context.hasKey(Call.OBSERVATION)
				? sent.contextWrite((own) -> own.put(Call.OBSERVATION, context.get(Call.OBSERVATION))) : sent;
	}

	/**
	 * Let go of all that leads to the application: the response has begun, or never will.
	 * The pool keeps what sent the first request to a remote for as long as it lives.
	 */
	void over() {
		this.request = null;
		this.call = null;
		this.context = Context.empty();
	}

}
