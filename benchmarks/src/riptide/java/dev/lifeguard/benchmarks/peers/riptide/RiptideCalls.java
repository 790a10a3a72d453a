package dev.lifeguard.benchmarks.peers.riptide;

import java.util.concurrent.CompletableFuture;

import dev.lifeguard.benchmarks.load.BlockingCalls;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.peers.Leaks;
import dev.lifeguard.benchmarks.peers.Order;
import org.zalando.riptide.Binding;
import org.zalando.riptide.Bindings;
import org.zalando.riptide.Http;
import org.zalando.riptide.Navigators;
import org.zalando.riptide.failsafe.RetryRoute;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatus.Series;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Calls of Riptide.
 */
final class RiptideCalls implements BlockingCalls {

	private final Leaks leaks = new Leaks();

	private final Http http;

	RiptideCalls(Http http) {
		this.http = http;
	}

	@Override
	public boolean call(Job job) throws Exception {
		return begin(job).join().getStatusCode().is2xxSuccessful();
	}

	private CompletableFuture<ClientHttpResponse> begin(Job job) {
		return switch (job) {
			case GET -> get();
			case POST -> post();
			case LEAK -> leak();
		};
	}

	private CompletableFuture<ClientHttpResponse> get() {
		return this.http.get(Order.PATH)
			.dispatch(Navigators.series(), success(), Bindings.on(Series.SERVER_ERROR)
				.dispatch(Navigators.status(), Bindings.on(HttpStatus.SERVICE_UNAVAILABLE).call(RetryRoute.retry())));
	}

	private CompletableFuture<ClientHttpResponse> post() {
		return this.http.post(Order.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.body(Order.JSON)
			.dispatch(Navigators.series(), success());
	}

	private CompletableFuture<ClientHttpResponse> leak() {
		return this.http.get(Order.PATH).call((response, reader) -> this.leaks.hold(response));
	}

	private static Binding<Series> success() {
		return Bindings.on(Series.SUCCESSFUL).call(String.class, (body) -> {
		});
	}

	@Override
	public void close() {
		// the threads end when they have been idle for a minute
	}

}
