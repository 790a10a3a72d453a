package dev.lifeguard.test.backend;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Request that has reached a backend, and what became of it.
 *
 * @since 0.1.0
 */
public final class SeenRequest {

	private final String method;

	private final String uri;

	private final HttpHeaders headers;

	private final String body;

	private final int connection;

	private volatile int number;

	private volatile Duration arrived = Duration.ZERO;

	private volatile String fate = "not answered yet";

	SeenRequest(String method, String uri, HttpHeaders headers, String body, int connection) {
		this.method = method;
		this.uri = uri;
		this.headers = HttpHeaders.readOnlyHttpHeaders(headers);
		this.body = body;
		this.connection = connection;
	}

	void arrived(int number, Duration arrived) {
		this.number = number;
		this.arrived = arrived;
	}

	void became(String fate) {
		this.fate = fate;
	}

	/**
	 * Return which request of the test it is.
	 * @return 1 for the first
	 */
	public int number() {
		return this.number;
	}

	/**
	 * Return its method.
	 * @return the method
	 */
	public String method() {
		return this.method;
	}

	/**
	 * Return its path and its query, encoded as they were sent.
	 * @return the URI without scheme, host and port
	 */
	public String uri() {
		return this.uri;
	}

	/**
	 * Return its path, encoded as it was sent.
	 * @return the path
	 */
	public String path() {
		return this.uri.replaceFirst("[?#].*", "");
	}

	/**
	 * Return its headers.
	 * @return the headers, which cannot be changed
	 */
	public HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * Return the value of a header.
	 * @param name the header's name
	 * @return its first value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return this.headers.getFirst(name);
	}

	/**
	 * Return its body as text, of which no more than the first 64 KiB are kept.
	 * @return the body, empty if there is none
	 */
	public String body() {
		return this.body;
	}

	/**
	 * Return which connection it came on.
	 * @return 1 for the first connection since the backend was started
	 */
	public int connection() {
		return this.connection;
	}

	/**
	 * Return when it had arrived completely.
	 * @return the time since the test began
	 */
	public Duration arrived() {
		return this.arrived;
	}

	/**
	 * Return what became of it, in words: a status, or what happened instead.
	 * @return the words
	 */
	public String fate() {
		return this.fate;
	}

	@Override
	public String toString() {
		return "#%s %s %s after %sms on connection %s: %s".formatted(this.number, this.method, this.uri,
				this.arrived.toMillis(), this.connection, this.fate);
	}

}
