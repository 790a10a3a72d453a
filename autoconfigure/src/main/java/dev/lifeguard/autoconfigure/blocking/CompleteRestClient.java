package dev.lifeguard.autoconfigure.blocking;

import java.util.Set;

import dev.lifeguard.autoconfigure.CompletingBuilder;
import dev.lifeguard.autoconfigure.CompletingBuilder.Completion;
import dev.lifeguard.client.blocking.LeasedRequestFactory;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;

/**
 * Client whose copies, made with {@code mutate()}, have the client's own interceptors
 * around all that is added to them.
 */
final class CompleteRestClient implements RestClient {

	private static final Set<String> TRANSPORTS = Set.of("requestFactory");

	private final RestClient client;

	private final Interceptors interceptors;

	private CompleteRestClient(RestClient client, Interceptors interceptors) {
		this.client = client;
		this.interceptors = interceptors;
	}

	/**
	 * Return a builder of such clients.
	 * @param builder the builder to complete
	 * @param interceptors the client's own interceptors
	 */
	static RestClient.Builder builder(RestClient.Builder builder, Interceptors interceptors) {
		return CompletingBuilder.of(RestClient.Builder.class, builder,
				new Completion<>(TRANSPORTS, LeasedRequestFactory.class::isInstance, (copy) -> {
					interceptors.enclose(copy);
					return new CompleteRestClient(copy.build(), interceptors);
				}));
	}

	@Override
	public RequestHeadersUriSpec<?> get() {
		return this.client.get();
	}

	@Override
	public RequestHeadersUriSpec<?> head() {
		return this.client.head();
	}

	@Override
	public RequestBodyUriSpec post() {
		return this.client.post();
	}

	@Override
	public RequestBodyUriSpec put() {
		return this.client.put();
	}

	@Override
	public RequestBodyUriSpec patch() {
		return this.client.patch();
	}

	@Override
	public RequestHeadersUriSpec<?> delete() {
		return this.client.delete();
	}

	@Override
	public RequestHeadersUriSpec<?> options() {
		return this.client.options();
	}

	@Override
	public RequestBodyUriSpec method(HttpMethod method) {
		return this.client.method(method);
	}

	@Override
	public Builder mutate() {
		return builder(this.client.mutate(), this.interceptors);
	}

}
