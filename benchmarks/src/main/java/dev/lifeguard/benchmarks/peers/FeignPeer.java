package dev.lifeguard.benchmarks.peers;

import dev.lifeguard.benchmarks.load.Calls;
import feign.Client;
import feign.Feign;
import feign.Retryer;
import feign.hc5.ApacheHttp5Client;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.feign.FeignDecorators;
import io.github.resilience4j.feign.Resilience4jFeign;
import io.github.resilience4j.retry.Retry;

/**
 * OpenFeign on Apache HttpClient 5, inside Resilience4j.
 */
final class FeignPeer implements Peer {

	@Override
	public String name() {
		return "feign";
	}

	@Override
	public Calls defaults(String baseUrl) {
		Client client = new ApacheHttp5Client();
		FeignDecorators decorators = FeignDecorators.builder()
			.withCircuitBreaker(CircuitBreaker.ofDefaults(name()))
			.withRetry(Retry.ofDefaults(name()))
			.build();
		return new FeignCalls(() -> builder(decorators).client(client), baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		Client client = FeignTuning.client();
		FeignDecorators decorators = FeignTuning.decorators(name());
		return new FeignCalls(
				() -> builder(decorators).client(client).options(FeignTuning.OPTIONS).retryer(Retryer.NEVER_RETRY),
				baseUrl);
	}

	private static Feign.Builder builder(FeignDecorators decorators) {
		return Feign.builder().addCapability(Resilience4jFeign.capability(decorators));
	}

}
