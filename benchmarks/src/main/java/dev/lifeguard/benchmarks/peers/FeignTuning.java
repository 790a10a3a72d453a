package dev.lifeguard.benchmarks.peers;

import feign.Client;
import feign.FeignException;
import feign.Request;
import feign.Request.HttpMethod;
import feign.hc5.ApacheHttp5Client;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.feign.FeignDecorators;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Recommended settings for Feign with Resilience4j.
 */
final class FeignTuning {

	static final Request.Options OPTIONS = new Request.Options(Tuning.CONNECT, Tuning.RESPONSE, true);

	private static final int MINIMUM_CALLS = 20;

	private static final int SERVICE_UNAVAILABLE = 503;

	private FeignTuning() {
	}

	static Client client() {
		HttpClientBuilder client = HttpClientBuilder.create()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
				.setMaxConnTotal(Tuning.CONNECTIONS)
				.setMaxConnPerRoute(Tuning.CONNECTIONS)
				.build())
			.setDefaultRequestConfig(
					RequestConfig.custom().setConnectionRequestTimeout(Timeout.of(Tuning.ACQUIRE)).build());
		ApachePeer.tune(client);
		return new ApacheHttp5Client(client.build());
	}

	/**
	 * Return the decorators, the innermost first.
	 * @param name the name of each of them
	 * @return new decorators
	 */
	static FeignDecorators decorators(String name) {
		return FeignDecorators.builder()
			.withBulkhead(Bulkhead.of(name,
					BulkheadConfig.custom()
						.maxConcurrentCalls(Tuning.CONNECTIONS)
						.maxWaitDuration(Tuning.ACQUIRE)
						.build()))
			.withCircuitBreaker(CircuitBreaker.of(name, circuitBreaker()))
			.withRetry(Retry.of(name, retry()))
			.build();
	}

	private static CircuitBreakerConfig circuitBreaker() {
		return CircuitBreakerConfig.custom()
			.minimumNumberOfCalls(MINIMUM_CALLS)
			.ignoreExceptions(BulkheadFullException.class)
			.waitDurationInOpenState(Tuning.RESPONSE)
			.build();
	}

	private static RetryConfig retry() {
		return RetryConfig.custom()
			.maxAttempts(1 + Tuning.RETRIES)
			.intervalFunction(IntervalFunction.ofExponentialRandomBackoff(Tuning.BACKOFF, 2, Tuning.JITTER))
			.retryOnException(FeignTuning::isWorthAnother)
			.build();
	}

	private static boolean isWorthAnother(Throwable failure) {
		return failure instanceof FeignException answer && answer.request().httpMethod() == HttpMethod.GET
				&& (answer.status() == SERVICE_UNAVAILABLE || BrokenConnection.isBehind(answer));
	}

}
