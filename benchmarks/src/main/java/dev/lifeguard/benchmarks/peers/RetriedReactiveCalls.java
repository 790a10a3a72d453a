package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.load.ReactiveCalls;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.web.reactive.function.client.WebClientResponseException.ServiceUnavailable;

/**
 * Calls of a {@code WebClient} with a time limit, and repeated by Reactor's {@link Retry}
 * if they are idempotent.
 */
final class RetriedReactiveCalls implements ReactiveCalls {

	private final Retry retries = Retry.backoff(Tuning.RETRIES, Tuning.BACKOFF)
		.jitter(Tuning.JITTER)
		.filter((failure) -> failure instanceof ServiceUnavailable || BrokenConnection.isBehind(failure)
				|| (Tuning.RESPONSE.compareTo(Tuning.CALL) < 0 && BrokenConnection.isTimeoutBehind(failure)));

	private final WebClientCalls calls;

	RetriedReactiveCalls(WebClientCalls calls) {
		this.calls = calls;
	}

	@Override
	public Mono<Boolean> call(Job job) {
		Mono<Boolean> call = this.calls.call(job);
		return ((job == Job.GET) ? call.retryWhen(this.retries) : call).timeout(Tuning.CALL);
	}

	@Override
	public void close() {
		this.calls.close();
	}

}
