package dev.lifeguard.client.blocking;

import java.net.URI;

import dev.lifeguard.client.ManagedClient;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Factory of blocking requests directly on the client's Reactor Netty transport.
 * <p>
 * The calling thread is woken once for a response that arrives in one piece. Bodies are
 * not collected: what is larger than a few buffers streams, up and down. The exceptions
 * are the request bodies of GET, HEAD and DELETE, which Reactor Netty collects.
 *
 * @since 0.1.0
 */
public final class LeasedRequestFactory implements ClientHttpRequestFactory {

	private final ManagedClient client;

	/**
	 * Create a factory.
	 * @param client the client to make requests of
	 */
	public LeasedRequestFactory(ManagedClient client) {
		this.client = client;
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new LeasedRequest(this.client, uri, method);
	}

}
