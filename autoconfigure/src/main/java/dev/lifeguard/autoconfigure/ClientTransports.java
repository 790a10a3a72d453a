package dev.lifeguard.autoconfigure;

import java.util.function.UnaryOperator;

import reactor.netty.http.client.HttpClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Makes the transports of all clients from what Boot has configured.
 */
final class ClientTransports {

	private final ObjectProvider<HttpClientSettings> settings;

	private final ObjectProvider<SslBundles> sslBundles;

	private final ObjectProvider<ReactorResourceFactory> resources;

	ClientTransports(ObjectProvider<HttpClientSettings> settings, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<ReactorResourceFactory> resources) {
		this.settings = settings;
		this.sslBundles = sslBundles;
		this.resources = resources;
	}

	/**
	 * Make the transport of one client. The times are the client's own, so those of Boot
	 * are left out.
	 */
	ClientTransport transport(ClientBlueprint blueprint) {
		HttpClientSettings settings = this.settings.getIfAvailable(HttpClientSettings::defaults)
			.withTimeouts(null, null);
		if (blueprint.redirects() != null) {
			settings = settings.withRedirects(blueprint.redirects());
		}
		if (blueprint.cookieHandling() != null) {
			settings = settings.withCookieHandling(blueprint.cookieHandling());
		}
		if (blueprint.sslBundle() != null) {
			settings = settings.withSslBundle(null);
		}
		return new ClientTransport(settings, this.resources.getIfAvailable(), tls(blueprint), blueprint.proxy());
	}

	private UnaryOperator<HttpClient> tls(ClientBlueprint blueprint) {
		String bundle = blueprint.sslBundle();
		if (bundle == null) {
			return UnaryOperator.identity();
		}
		return FollowedBundle.tls(blueprint.settings().name(), bundle, this.sslBundles.getObject())::applyTo;
	}

}
