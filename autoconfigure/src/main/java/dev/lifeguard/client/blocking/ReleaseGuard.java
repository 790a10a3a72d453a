package dev.lifeguard.client.blocking;

import java.io.IOException;

import dev.lifeguard.client.DeclaredLength;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Interceptor that closes the responses that the application's interceptors dropped: one
 * that throws on an error status, or that refreshes a token and executes the request
 * again. It must be the outermost interceptor.
 *
 * @since 0.1.0
 */
public final class ReleaseGuard implements ClientHttpRequestInterceptor {

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		checkFraming(request.getHeaders(), body.length);
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

	/**
	 * Spring declares a length here if the application did not, and corrects it later by
	 * the body that the interceptors pass on.
	 */
	private static void checkFraming(HttpHeaders headers, int size) {
		DeclaredLength length = DeclaredLength.of(headers.getOrEmpty(DeclaredLength.HEADER));
		length.check(size);
		if (length.isDeclared() && "chunked".equalsIgnoreCase(headers.getFirst(HttpHeaders.TRANSFER_ENCODING))) {
			headers.remove(HttpHeaders.TRANSFER_ENCODING);
		}
	}

}
