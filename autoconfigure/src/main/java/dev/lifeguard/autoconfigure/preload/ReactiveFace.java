package dev.lifeguard.autoconfigure.preload;

import java.time.Duration;
import java.util.Objects;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.reactive.LeasedConnector;
import dev.lifeguard.client.reactive.RetryFilter;
import dev.lifeguard.client.reactive.SendableRequests;
import dev.lifeguard.failure.PoolExhaustedException;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * A client as {@code WebClient}.
 */
final class ReactiveFace implements Face {

	private final Duration patience;

	private final WebClient client;

	ReactiveFace(ManagedClient client) {
		this.patience = client.settings().timeouts().call().multipliedBy(2);
		this.client = WebClient.builder()
			.baseUrl(Objects.requireNonNull(client.settings().baseUrl()))
			.clientConnector(new LeasedConnector(client))
			.filter(new RetryFilter(client))
			.filter(new SendableRequests(client))
			.build();
	}

	@Override
	public void call() {
		answer().block(this.patience);
	}

	private Mono<ResponseEntity<String>> answer() {
		return this.client.get().uri(LoopbackServer.ANSWERED).retrieve().toEntity(String.class);
	}

	@Override
	public PoolExhaustedException refusal() {
		return Objects.requireNonNull(this.client.get()
			.uri(LoopbackServer.HELD)
			.exchangeToMono((held) -> answer().then(Mono.<PoolExhaustedException>error(() -> Face.notRefused(null)))
				.onErrorResume(WebClientRequestException.class, (failure) -> Mono.just(Face.refusal(failure))))
			.block(this.patience));
	}

	@Override
	public void send(Object body) {
		this.client.post()
			.uri(LoopbackServer.ANSWERED)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.retrieve()
			.toBodilessEntity()
			.block(this.patience);
	}

}
