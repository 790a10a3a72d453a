package dev.lifeguard.call;

import dev.lifeguard.lease.Lease;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Report on how a call was answered, for the parts that learn from it.
 */
final class AnswerReport {

	private static final int SWITCHING_PROTOCOLS = 101;

	private AnswerReport() {
	}

	static void of(Lease lease, Connection response) {
		if (lease.isLearnedFrom() && response instanceof HttpClientResponse head) {
			int status = head.status().code();
			lease.answered(status, status == SWITCHING_PROTOCOLS || isStream(head));
		}
	}

	private static boolean isStream(HttpClientResponse head) {
		String type = head.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
		String stream = HttpHeaderValues.TEXT_EVENT_STREAM.toString();
		return type != null && type.regionMatches(true, 0, stream, 0, stream.length());
	}

}
