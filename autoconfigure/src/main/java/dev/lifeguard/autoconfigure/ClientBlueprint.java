package dev.lifeguard.autoconfigure;

import java.util.function.UnaryOperator;

import dev.lifeguard.client.ClientSettings;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.HttpRedirects;

/**
 * All that the properties say about one client: its settings, and what only Boot's
 * builders know how to apply.
 *
 * @param settings the client's settings
 * @param ownBaseUrl the base URL that the client itself was given
 * @param sslBundle the name of the SSL bundle
 * @param proxy puts the client's proxy onto the transport
 * @param redirects how redirects are handled, if it differs from Boot's setting
 * @param cookieHandling how cookies are handled, if it differs from Boot's setting
 */
record ClientBlueprint(ClientSettings settings, @Nullable String ownBaseUrl, @Nullable String sslBundle,
		UnaryOperator<HttpClient> proxy, @Nullable HttpRedirects redirects, @Nullable CookieHandling cookieHandling) {

	ClientBlueprint with(ClientSettings settings) {
		return new ClientBlueprint(settings, this.ownBaseUrl, this.sslBundle, this.proxy, this.redirects,
				this.cookieHandling);
	}

}
