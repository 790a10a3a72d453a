package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.function.Function;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.RequestHead;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * Connector of a {@code WebClient} to the client's Reactor Netty transport: Spring's own
 * connector, with a {@link Call} in each exchange's context.
 *
 * @since 0.1.0
 */
public final class LeasedConnector implements ClientHttpConnector {

	private final ManagedClient client;

	private volatile @Nullable Delegate delegate;

	/**
	 * Create a connector.
	 * @param client the client to connect to
	 */
	public LeasedConnector(ManagedClient client) {
		this.client = client;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		return new LeasedExchange(this.client, delegate(), method, RequestHead.sent(uri), request);
	}

	/**
	 * The transport is another one after the client was closed and opened again.
	 */
	private ClientHttpConnector delegate() {
		HttpClient transport = this.client.httpClient();
		Delegate delegate = this.delegate;
		if (delegate == null || delegate.transport() != transport) {
			delegate = new Delegate(transport, new ReactorClientHttpConnector(transport));
			this.delegate = delegate;
		}
		return delegate.connector();
	}

	private record Delegate(HttpClient transport, ClientHttpConnector connector) {
	}

}
