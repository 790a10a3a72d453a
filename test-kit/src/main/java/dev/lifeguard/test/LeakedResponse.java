package dev.lifeguard.test;

import org.springframework.http.client.ClientHttpResponse;

/**
 * Response that a test leaks on purpose.
 *
 * @since 0.1.0
 */
public final class LeakedResponse implements AutoCloseable {

	private final ClientHttpResponse response;

	LeakedResponse(ClientHttpResponse response) {
		this.response = response;
	}

	/**
	 * Close it, if it was not taken back before.
	 */
	@Override
	public void close() {
		this.response.close();
	}

}
