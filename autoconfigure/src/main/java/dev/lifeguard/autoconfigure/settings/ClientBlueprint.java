package dev.lifeguard.autoconfigure.settings;

import java.util.function.UnaryOperator;

import dev.lifeguard.autoconfigure.properties.CookieHandling;
import dev.lifeguard.client.ClientSettings;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;

/**
 * Blueprint of one client from its properties: its settings, and what only Boot's
 * builders know how to apply.
 *
 * @param settings the client's settings
 * @param ownBaseUrl the base URL that the client itself was given
 * @param sslBundle the name of the SSL bundle
 * @param proxy puts the client's proxy onto the transport
 * @param redirects how redirects are handled, if it differs from Boot's setting
 * @param cookieHandling how cookies are handled, if it differs from Boot's setting
 * @since 0.1.0
 */
public record ClientBlueprint(ClientSettings settings, @Nullable String ownBaseUrl, @Nullable String sslBundle,
		UnaryOperator<HttpClient> proxy, @Nullable HttpRedirects redirects, @Nullable CookieHandling cookieHandling) {

	/**
	 * Replace the redirects and the cookie handling of Boot's settings by the client's
	 * own, where it has any.
	 * @param boots the settings of all of Boot's clients
	 * @return the settings for this client
	 */
	public HttpClientSettings applyTo(HttpClientSettings boots) {
		HttpClientSettings own = (this.redirects != null) ? boots.withRedirects(this.redirects) : boots;
		return (this.cookieHandling != null) ? BootCookies.apply(own, this.cookieHandling) : own;
	}

	ClientBlueprint with(ClientSettings settings) {
		return new ClientBlueprint(settings, this.ownBaseUrl, this.sslBundle, this.proxy, this.redirects,
				this.cookieHandling);
	}

}
