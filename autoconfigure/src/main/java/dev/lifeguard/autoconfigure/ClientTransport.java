package dev.lifeguard.autoconfigure;

import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Makes the bare transport of one client with Boot's own builder, so that what the
 * application says below {@code spring.http.clients} holds here as well.
 */
final class ClientTransport implements Function<ConnectionProvider, HttpClient> {

	private final HttpClientSettings settings;

	private final @Nullable ReactorResourceFactory resources;

	ClientTransport(HttpClientSettings settings, @Nullable ReactorResourceFactory resources) {
		this.settings = settings;
		this.resources = resources;
	}

	@Override
	public HttpClient apply(ConnectionProvider provider) {
		ReactorHttpClientBuilder builder = new ReactorHttpClientBuilder();
		if (this.resources != null) {
			builder = builder.withReactorResourceFactory(this.resources);
		}
		return builder.withHttpClientFactory(() -> HttpClient.create(provider)).build(this.settings);
	}

}
