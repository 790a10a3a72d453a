package dev.lifeguard.benchmarks.hotpath;

import java.net.URI;

import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.peers.Order;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * A call of a {@code RestClient}, ours and one on another request factory, by as many
 * threads as JMH is told to use.
 *
 * @since 0.1.0
 */
@State(Scope.Benchmark)
public abstract class RestClientCall {

	private final URI uri = Clients.uri();

	/** What the calls do. */
	@Param("GET")
	Job job = Job.GET;

	private final RestClient peer;

	private final RestClient ours = RestClient.builder()
		.requestFactory(new LeasedRequestFactory(Clients.lifeguard()))
		.build();

	RestClientCall(ClientHttpRequestFactory peer) {
		this.peer = RestClient.builder().requestFactory(peer).build();
	}

	/**
	 * Make one call.
	 * @param turns whose turn it is
	 * @return the response's body
	 */
	@Benchmark
	public byte @Nullable [] call(Turns turns) {
		RestClient client = turns.of(this.peer, this.ours);
		return (this.job == Job.GET) ? client.get().uri(this.uri).retrieve().body(byte[].class)
				: client.post()
					.uri(this.uri)
					.contentType(MediaType.APPLICATION_JSON)
					.body(Order.JSON)
					.retrieve()
					.body(byte[].class);
	}

}
