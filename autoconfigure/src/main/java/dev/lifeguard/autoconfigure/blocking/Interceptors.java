package dev.lifeguard.autoconfigure.blocking;

import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.StackedRetries;
import dev.lifeguard.client.blocking.ReleaseGuard;
import dev.lifeguard.client.blocking.RetryInterceptor;
import dev.lifeguard.retry.Retries;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;

/**
 * Lifeguard's own interceptors of one client, which wrap those of the application.
 */
final class Interceptors {

	private final ManagedClient client;

	private final StackedRetries stackedRetries;

	Interceptors(ManagedClient client) {
		this.client = client;
		this.stackedRetries = new StackedRetries(client);
	}

	/**
	 * Put them around those of a builder that is otherwise complete.
	 */
	void enclose(RestClient.Builder builder) {
		if (hasInterceptors(builder)) {
			builder.requestInterceptors(this::enclose);
		}
	}

	/**
	 * Without interceptors there is nobody to drop a response, and the request factory
	 * retries. Even to look at the builder's own list would make Spring keep the bodies
	 * of all requests in memory, so a copy is looked at.
	 */
	static boolean hasInterceptors(RestClient.Builder builder) {
		List<ClientHttpRequestInterceptor> found = new ArrayList<>();
		builder.clone().requestInterceptors(found::addAll);
		return !found.isEmpty();
	}

	private void enclose(List<ClientHttpRequestInterceptor> interceptors) {
		interceptors.removeIf(Interceptors::isOurs);
		if (interceptors.isEmpty()) {
			return;
		}
		this.stackedRetries.warnOf(interceptors);
		interceptors.add(0, new ReleaseGuard());
		if (this.client.retries() != Retries.NONE) {
			interceptors.add(0, new RetryInterceptor(this.client));
		}
	}

	private static boolean isOurs(ClientHttpRequestInterceptor interceptor) {
		return interceptor instanceof ReleaseGuard || interceptor instanceof RetryInterceptor;
	}

}
