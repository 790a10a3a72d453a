package dev.lifeguard.test.backend;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is in an answer.
 *
 * @param status its status
 * @param retryAfter when the client may come again, if the answer says so
 * @param headers further headers
 * @param body its body
 * @param size the least size of the body in bytes; blanks make up for what is missing
 * @since 0.1.0
 */
public record Reply(int status, @Nullable Duration retryAfter, Map<String, String> headers, String body, long size) {

	private static final int MOST = 64 * 1024 * 1024;

	/** What a backend answers that nobody has told anything. */
	public static final Reply OK = new Reply(HttpResponseStatus.OK.code(), null, Map.of(), "{\"ok\":true}", 0);

	/**
	 * Check the values.
	 */
	public Reply {
		if (status < HttpResponseStatus.OK.code() || status > 999) {
			throw new IllegalArgumentException("An answer's status is between 200 and 999, not " + status);
		}
		if (retryAfter != null && retryAfter.isNegative()) {
			throw new IllegalArgumentException("A client cannot come again in the past: " + retryAfter);
		}
		if (size < 0 || size > MOST) {
			throw new IllegalArgumentException("A body has between 0 and %s bytes, not %s".formatted(MOST, size));
		}
	}

	Reply withStatus(int status) {
		return new Reply(status, this.retryAfter, this.headers, this.body, this.size);
	}

	Reply withRetryAfter(@Nullable Duration retryAfter) {
		return new Reply(this.status, retryAfter, this.headers, this.body, this.size);
	}

	Reply withHeader(String name, String value) {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(this.headers);
		headers.put(name, value);
		return new Reply(this.status, this.retryAfter, headers, this.body, this.size);
	}

	Reply withBody(String body) {
		return new Reply(this.status, this.retryAfter, this.headers, body, this.size);
	}

	Reply withSize(long size) {
		return new Reply(this.status, this.retryAfter, this.headers, this.body, size);
	}

	/**
	 * Return the same content as a success.
	 */
	Reply healed() {
		return withStatus(HttpResponseStatus.OK.code()).withRetryAfter(null);
	}

	byte[] bytes() {
		byte[] text = this.body.getBytes(StandardCharsets.UTF_8);
		if (text.length >= this.size) {
			return text;
		}
		byte[] padded = Arrays.copyOf(text, (int) this.size);
		Arrays.fill(padded, text.length, padded.length, (byte) ' ');
		return padded;
	}

	/**
	 * Write the status and the headers, but for those that say how long the body is.
	 */
	void describe(HttpResponse response) {
		response.setStatus(HttpResponseStatus.valueOf(this.status));
		HttpHeaders headers = response.headers();
		headers.set(HttpHeaderNames.CONTENT_TYPE, contentType());
		describeRetryAfter(headers);
		this.headers.forEach(headers::set);
	}

	private String contentType() {
		String start = this.body.stripLeading();
		return (start.startsWith("{") || start.startsWith("[")) ? "application/json" : "text/plain;charset=UTF-8";
	}

	/**
	 * {@code Retry-After} knows whole seconds only.
	 */
	private void describeRetryAfter(HttpHeaders headers) {
		if (this.retryAfter == null) {
			return;
		}
		long millis = this.retryAfter.toMillis();
		headers.set(HttpHeaderNames.RETRY_AFTER, (millis + 999) / 1000);
		if (millis % 1000 != 0) {
			headers.set("retry-after-ms", millis);
		}
	}

}
