package dev.lifeguard.benchmarks.peers.riptide;

import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.Timeout;
import dev.lifeguard.benchmarks.peers.BrokenConnection;
import dev.lifeguard.benchmarks.peers.Tuning;
import org.zalando.riptide.Plugin;
import org.zalando.riptide.failsafe.FailsafePlugin;
import org.zalando.riptide.failsafe.RetryException;
import org.zalando.riptide.failsafe.RetryRequestPolicy;
import org.zalando.riptide.idempotency.IdempotencyPredicate;

import org.springframework.http.client.ClientHttpResponse;

/**
 * The parts of Riptide's starter that are off by default and advised.
 */
final class RiptideTuning {

	private static final int FAILURES = 10;

	private RiptideTuning() {
	}

	/**
	 * Return the plugins, the innermost first.
	 * @return circuit breaker, retries and the time limit of a call
	 */
	static List<Plugin> plugins() {
		return List.of(new FailsafePlugin().withPolicy(circuitBreaker()),
				new FailsafePlugin().withPolicy(brokenConnections()).withPolicy(unavailable()),
				new FailsafePlugin()
					.withPolicy(Timeout.<ClientHttpResponse>builder(Tuning.RESPONSE).withInterrupt().build()));
	}

	private static CircuitBreaker<ClientHttpResponse> circuitBreaker() {
		return CircuitBreaker.<ClientHttpResponse>builder()
			.withFailureThreshold(FAILURES, 2 * FAILURES)
			.withDelay(Tuning.RESPONSE)
			.build();
	}

	private static RetryRequestPolicy brokenConnections() {
		return new RetryRequestPolicy(
				retries().handleIf((failure) -> BrokenConnection.isBehind(failure)).build())
			.withPredicate(new IdempotencyPredicate());
	}

	private static RetryRequestPolicy unavailable() {
		return new RetryRequestPolicy(retries().handle(RetryException.class).build());
	}

	private static RetryPolicyBuilder<ClientHttpResponse> retries() {
		return RetryPolicy.<ClientHttpResponse>builder()
			.withBackoff(Tuning.BACKOFF.toMillis(), Tuning.RESPONSE.toMillis(), ChronoUnit.MILLIS)
			.withJitter(Tuning.JITTER)
			.withMaxRetries(Tuning.RETRIES)
			.withMaxDuration(Tuning.RESPONSE);
	}

}
