package dev.lifeguard.autoconfigure.reactive;

import java.util.Set;

import dev.lifeguard.autoconfigure.CompletingBuilder;
import dev.lifeguard.autoconfigure.CompletingBuilder.Completion;
import dev.lifeguard.client.reactive.LeasedConnector;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Client whose copies, made with {@code mutate()}, have the client's own filters around
 * all that is added to them.
 */
final class CompleteWebClient implements WebClient {

	private static final Set<String> TRANSPORTS = Set.of("clientConnector", "exchangeFunction");

	private final WebClient client;

	private final Filters filters;

	private CompleteWebClient(WebClient client, Filters filters) {
		this.client = client;
		this.filters = filters;
	}

	/**
	 * Return a builder of such clients.
	 * @param builder the builder to complete
	 * @param filters the client's own filters
	 */
	static WebClient.Builder builder(WebClient.Builder builder, Filters filters) {
		return CompletingBuilder.of(WebClient.Builder.class, builder,
				new Completion<>(TRANSPORTS, LeasedConnector.class::isInstance, (copy) -> {
					filters.enclose(copy);
					return new CompleteWebClient(copy.build(), filters);
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
		return builder(this.client.mutate(), this.filters);
	}

}
