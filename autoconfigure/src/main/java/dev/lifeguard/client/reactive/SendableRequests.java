package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.List;

import dev.lifeguard.client.DeclaredLength;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.RequestHead;
import io.netty.handler.codec.http.cookie.ClientCookieEncoder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Filter that refuses a request which cannot be sent before it waits for a connection,
 * and hands out responses that are released within bounds. It must be the innermost
 * filter.
 *
 * @since 0.1.0
 */
public final class SendableRequests implements ExchangeFilterFunction {

	private final ManagedClient client;

	/**
	 * Create a filter.
	 * @param client the client whose requests it checks
	 */
	public SendableRequests(ManagedClient client) {
		this.client = client;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		OwnPriority own;
		try {
			check(request.method(), request.url(), request.headers(), request.cookies());
			if (request.body().equals(BodyInserters.empty())) {
				DeclaredLength.of(request.headers().getOrEmpty(DeclaredLength.HEADER)).end();
			}
			own = OwnPriority.of(request, this.client);
		}
		catch (IllegalArgumentException ex) {
			return Mono.error(ex);
		}
		Mono<ClientResponse> exchange = new BoundedExchange(next.exchange(request), this.client);
		return (own != null) ? exchange.contextWrite(own::into) : exchange;
	}

	static void check(HttpMethod method, URI uri, HttpHeaders headers,
			MultiValueMap<String, ? extends @Nullable Object> cookies) {
		RequestHead.check(method.name(), uri, headers::forEach);
		cookies.forEach(SendableRequests::check);
	}

	private static void check(String name, List<? extends @Nullable Object> cookies) {
		for (Object cookie : cookies) {
			String value = (cookie instanceof HttpCookie http) ? http.getValue() : String.valueOf(cookie);
			try {
				ClientCookieEncoder.STRICT.encode(name, value);
			}
			catch (IllegalArgumentException ex) {
				throw RequestHead.unsendable("the cookie '%s' cannot be sent: its name or its value is not allowed"
					.formatted(RequestHead.shown(name)));
			}
		}
	}

}
