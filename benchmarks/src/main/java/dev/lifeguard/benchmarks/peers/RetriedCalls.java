package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.BlockingCalls;
import dev.lifeguard.benchmarks.load.Job;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;

/**
 * Calls of a {@code RestClient} that are repeated by Spring Framework's
 * {@link RetryTemplate} if they are idempotent.
 */
final class RetriedCalls implements BlockingCalls {

	private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(Tuning.RETRIES)
		.delay(Tuning.BACKOFF)
		.multiplier(2)
		.jitter(Tuning.BACKOFF.dividedBy(2))
		.timeout(Tuning.RESPONSE)
		.predicate((failure) -> failure instanceof ServiceUnavailable || BrokenConnection.isBehind(failure))
		.build());

	private final RestClientCalls calls;

	RetriedCalls(RestClientCalls calls) {
		this.calls = calls;
	}

	@Override
	public boolean call(Job job) throws RetryException {
		return (job == Job.GET) ? this.retries.execute(() -> this.calls.call(job)) : this.calls.call(job);
	}

	@Override
	public void close() {
		this.calls.close();
	}

}
