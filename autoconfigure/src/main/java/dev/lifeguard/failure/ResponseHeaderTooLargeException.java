package dev.lifeguard.failure;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Exception thrown when the head of a response, or its trailers, exceed the limit
 * {@code response.max-header-size}. What would not fit was not kept. The request is not
 * repeated, because the next response would be as large.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class ResponseHeaderTooLargeException extends IOException {

	private final String client;

	private final String remote;

	private final long limit;

	/**
	 * Create a new exception.
	 * @param client the client's name
	 * @param remote where the call went, {@code host:port}
	 * @param passed which limit was passed, in words
	 * @param limit the limit, in bytes
	 * @param cause the transport's own report, if it made one
	 */
	public ResponseHeaderTooLargeException(String client, String remote, String passed, long limit,
			@Nullable Throwable cause) {
		super("client=%s remote=%s: %s. Raise it if the backend needs more; a repeated request would get the same response"
			.formatted(client, remote, passed), cause);
		this.client = client;
		this.remote = remote;
		this.limit = limit;
	}

	/**
	 * Return the client's name.
	 * @return the name
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * Return where the call went.
	 * @return {@code host:port}
	 */
	public String getRemote() {
		return this.remote;
	}

	/**
	 * Return the limit that was passed.
	 * @return the limit, in bytes
	 */
	public long getLimit() {
		return this.limit;
	}

}
