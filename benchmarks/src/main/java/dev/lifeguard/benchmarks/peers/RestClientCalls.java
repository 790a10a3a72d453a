package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.BlockingCalls;
import dev.lifeguard.benchmarks.load.Job;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Calls of a {@code RestClient}.
 */
final class RestClientCalls implements BlockingCalls {

	private final Leaks leaks = new Leaks();

	private final RestClient client;

	private final DisposableBean resources;

	RestClientCalls(RestClient client, DisposableBean resources) {
		this.client = client;
		this.resources = resources;
	}

	static RestClientCalls of(ClientHttpRequestFactory factory, String baseUrl) {
		RestClient client = RestClient.builder().requestFactory(factory).baseUrl(baseUrl).build();
		return new RestClientCalls(client, (factory instanceof DisposableBean bean) ? bean : () -> {
		});
	}

	@Override
	public boolean call(Job job) {
		return switch (job) {
			case GET -> this.client.get().uri(Order.PATH).retrieve().body(String.class) != null;
			case POST -> post();
			case LEAK -> leak();
		};
	}

	private boolean post() {
		return this.client.post()
			.uri(Order.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Order.JSON)
			.retrieve()
			.body(String.class) != null;
	}

	private boolean leak() {
		return this.client.get().uri(Order.PATH).exchangeForRequiredValue((request, response) -> {
			this.leaks.hold(response);
			return response.getStatusCode().is2xxSuccessful();
		}, false);
	}

	@Override
	public void close() {
		try {
			this.resources.destroy();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
