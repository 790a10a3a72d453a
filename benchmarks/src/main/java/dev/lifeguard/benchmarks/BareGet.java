package dev.lifeguard.benchmarks;

import java.net.URI;

import dev.lifeguard.client.blocking.LeasedRequestFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.web.client.RestClient;

/**
 * A small GET of a {@code RestClient}, ours and one with nothing but the transport
 * beneath it.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class BareGet {

	private final URI uri = Clients.uri();

	private final RestClient peer = RestClient.builder().requestFactory(Clients.bareBlocking()).build();

	private final RestClient ours = RestClient.builder()
		.requestFactory(new LeasedRequestFactory(Clients.lifeguard()))
		.build();

	/**
	 * Make one call.
	 * @param turns whose turn it is
	 * @return the response's body
	 */
	@Benchmark
	public byte @Nullable [] call(Turns turns) {
		return turns.of(this.peer, this.ours).get().uri(this.uri).retrieve().body(byte[].class);
	}

}
