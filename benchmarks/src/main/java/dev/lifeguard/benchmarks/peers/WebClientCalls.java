package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.load.ReactiveCalls;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls of a {@code WebClient}.
 */
final class WebClientCalls implements ReactiveCalls {

	private final Leaks leaks = new Leaks();

	private final WebClient client;

	private final Runnable resources;

	WebClientCalls(WebClient client, Runnable resources) {
		this.client = client;
		this.resources = resources;
	}

	@Override
	public Mono<Boolean> call(Job job) {
		return switch (job) {
			case GET -> this.client.get().uri(Order.PATH).retrieve().bodyToMono(String.class).hasElement();
			case POST -> post();
			case LEAK -> leak();
		};
	}

	private Mono<Boolean> post() {
		return this.client.post()
			.uri(Order.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Order.JSON)
			.retrieve()
			.bodyToMono(String.class)
			.hasElement();
	}

	// exchangeToMono would release what its function leaves; a stream of buffers is the
	// caller's
	private Mono<Boolean> leak() {
		return this.client.get()
			.uri(Order.PATH)
			.retrieve()
			.toEntityFlux(DataBuffer.class)
			.doOnNext(this.leaks::hold)
			.hasElement();
	}

	@Override
	public void close() {
		this.resources.run();
	}

}
