package dev.lifeguard.client.blocking;

import java.io.IOException;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Interceptor that repeats a call together with the application's interceptors, so that
 * each attempt gets a fresh token, signature or trace from them. It must be the outermost
 * interceptor.
 * <p>
 * A client without interceptors does not need it: there the request factory retries, and
 * the body stays out of memory.
 *
 * @since 0.1.0
 */
public final class RetryInterceptor implements ClientHttpRequestInterceptor {

	private final ManagedClient client;

	/**
	 * Create an interceptor.
	 * @param client the client whose calls to repeat
	 */
	public RetryInterceptor(ManagedClient client) {
		this.client = client;
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		CallAttempts attempts = this.client.attempts(RetriedCall.ownRule(request));
		request.getAttributes().put(RetriedCall.ATTEMPTS, attempts);
		boolean numbered = this.client.settings().retry().attemptHeader();
		return new InterceptedCall(request, body, execution, attempts, numbered).execute();
	}

	/**
	 * Interceptors change the headers of the request itself, so each attempt begins with
	 * those that the application wrote.
	 */
	private static final class InterceptedCall extends RetriedCall {

		private final HttpRequest request;

		private final byte[] body;

		private final ClientHttpRequestExecution execution;

		private final HttpHeaders written;

		private final boolean numbered;

		InterceptedCall(HttpRequest request, byte[] body, ClientHttpRequestExecution execution, CallAttempts attempts,
				boolean numbered) {
			super(request, attempts);
			this.request = request;
			this.body = body;
			this.execution = execution;
			this.written = HttpHeaders.copyOf(request.getHeaders());
			this.numbered = numbered;
		}

		@Override
		ClientHttpResponse exchange(CallAttempts attempts) throws IOException {
			if (attempts.number() > 1) {
				this.request.getHeaders().clear();
				this.request.getHeaders().putAll(HttpHeaders.copyOf(this.written));
			}
			if (this.numbered) {
				number(this.request.getHeaders(), attempts);
			}
			return this.execution.execute(this.request, this.body);
		}

		@Override
		boolean isReplayable() {
			return true;
		}

	}

}
