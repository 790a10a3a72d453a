package dev.lifeguard.sample;

import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * What a caller of the application got.
 *
 * @param status the status
 * @param contentType the media type
 * @param retryAfter the Retry-After header, or an empty string
 * @param body the body
 * @param took how long the caller waited for it
 */
record Answer(int status, String contentType, String retryAfter, String body, Duration took) {

	static Answer of(HttpResponse<String> response, Duration took) {
		return new Answer(response.statusCode(), header(response, "Content-Type"), header(response, "Retry-After"),
				response.body(), took);
	}

	private static String header(HttpResponse<String> response, String name) {
		return response.headers().firstValue(name).orElse("");
	}

}
