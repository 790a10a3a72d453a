package dev.lifeguard.client.blocking;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Closes the responses that the application's interceptors dropped: one that throws on an
 * error status, or that refreshes a token and executes the request again. It has to be
 * the outermost interceptor.
 *
 * @since 0.1.0
 */
public final class ReleaseGuard implements ClientHttpRequestInterceptor {

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		OpenedResponses opened = new OpenedResponses();
		request.getAttributes().put(OpenedResponses.ATTRIBUTE, opened);
		@Nullable ClientHttpResponse handedOn = null;
		try {
			handedOn = execution.execute(request, body);
			return handedOn;
		}
		finally {
			opened.closeAllBut(handedOn);
		}
	}

}
