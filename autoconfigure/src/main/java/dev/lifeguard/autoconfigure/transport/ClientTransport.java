package dev.lifeguard.autoconfigure.transport;

import java.util.function.Function;
import java.util.function.UnaryOperator;

import dev.lifeguard.transport.Protocol;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Factory of the bare transport of one client with Boot's own builder, so that
 * {@code spring.http.clients} applies here as well, unless the client has TLS or a proxy
 * of its own.
 */
final class ClientTransport implements Function<ConnectionProvider, HttpClient> {

	private final HttpClientSettings settings;

	private final @Nullable ReactorResourceFactory resources;

	private final Protocol protocol;

	private final UnaryOperator<HttpClient> tls;

	private final UnaryOperator<HttpClient> proxy;

	private final UnaryOperator<HttpClient> redirects;

	ClientTransport(HttpClientSettings settings, @Nullable ReactorResourceFactory resources, Protocol protocol,
			UnaryOperator<HttpClient> tls, UnaryOperator<HttpClient> proxy, UnaryOperator<HttpClient> redirects) {
		this.settings = settings;
		this.resources = resources;
		this.protocol = protocol;
		this.tls = tls;
		this.proxy = proxy;
		this.redirects = redirects;
	}

	@Override
	public HttpClient apply(ConnectionProvider provider) {
		ReactorHttpClientBuilder builder = new ReactorHttpClientBuilder();
		if (this.resources != null) {
			builder = builder.withReactorResourceFactory(this.resources);
		}
		return builder.withHttpClientFactory(() -> HttpClient.create(provider))
			.withHttpClientCustomizer(this.protocol::applyTo)
			.withHttpClientCustomizer(this.tls)
			.withHttpClientCustomizer(this.proxy)
			.withHttpClientCustomizer(this.redirects)
			.build(this.settings);
	}

}
