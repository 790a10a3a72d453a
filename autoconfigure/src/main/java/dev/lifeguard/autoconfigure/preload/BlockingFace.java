package dev.lifeguard.autoconfigure.preload;

import java.util.Objects;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.failure.PoolExhaustedException;

import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * A client as {@code RestClient}.
 */
final class BlockingFace implements Face {

	private final RestClient client;

	BlockingFace(ManagedClient client) {
		this.client = RestClient.builder()
			.baseUrl(Objects.requireNonNull(client.settings().baseUrl()))
			.requestFactory(new LeasedRequestFactory(client))
			.build();
	}

	@Override
	public void call() {
		this.client.get().uri(LoopbackServer.ANSWERED).retrieve().toEntity(String.class);
	}

	@Override
	public PoolExhaustedException refusal() {
		return this.client.get().uri(LoopbackServer.HELD).exchangeForRequiredValue((request, response) -> {
			try {
				call();
				throw Face.notRefused(null);
			}
			catch (ResourceAccessException ex) {
				return Face.refusal(ex);
			}
		});
	}

	@Override
	public void send(Object body) {
		this.client.post()
			.uri(LoopbackServer.ANSWERED)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.retrieve()
			.toBodilessEntity();
	}

}
