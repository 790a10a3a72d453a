package dev.lifeguard.benchmarks.hotpath;

import java.net.URI;

import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.peers.Order;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.reactive.LeasedConnector;
import dev.lifeguard.client.reactive.RetryFilter;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls of a {@code WebClient}, ours and one on a bare Reactor Netty, some of them in
 * flight at once. The caller waits for {@value #CALLS} at a time, so that what is
 * measured is the client and not how fast a blocked thread wakes up.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public class WebClientCalls {

	private static final int CALLS = 512;

	/** What the calls do. */
	@Param("GET")
	Job job = Job.GET;

	/** How many are in flight at once. */
	@Param("64")
	int inFlight;

	private final URI uri = Clients.uri();

	private final WebClient peer = WebClient.builder().clientConnector(Clients.bare()).build();

	private final ManagedClient lifeguard = Clients.lifeguard();

	private final WebClient ours = WebClient.builder()
		.clientConnector(new LeasedConnector(this.lifeguard))
		.filter(new RetryFilter(this.lifeguard))
		.build();

	/**
	 * Make the calls.
	 * @param turns whose turn it is
	 * @return the last response's body
	 */
	@Benchmark
	@OperationsPerInvocation(CALLS)
	public byte @Nullable [] calls(Turns turns) {
		WebClient webClient = turns.of(this.peer, this.ours);
		return Flux.range(0, CALLS).flatMap((call) -> call(webClient), this.inFlight).blockLast();
	}

	private Mono<byte[]> call(WebClient webClient) {
		return (this.job == Job.GET) ? webClient.get().uri(this.uri).retrieve().bodyToMono(byte[].class)
				: webClient.post()
					.uri(this.uri)
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue(Order.JSON)
					.retrieve()
					.bodyToMono(byte[].class);
	}

}
