package dev.lifeguard.client;

import reactor.netty.http.client.HttpClient;

/**
 * Callback that changes the Reactor Netty client below a named client, before Lifeguard
 * wraps the connect with its lease. For what has no property: a resolver, a wiretap, a
 * bind address.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HttpClientCustomizer {

	/**
	 * Customize the transport of one client.
	 * @param client the client's name
	 * @param httpClient the transport so far
	 * @return the transport to use
	 */
	HttpClient customize(String client, HttpClient httpClient);

}
