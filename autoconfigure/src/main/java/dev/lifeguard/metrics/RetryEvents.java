package dev.lifeguard.metrics;

import dev.lifeguard.client.RetryListener;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Notes each retry as an event of Spring's own observation of the call: the observation
 * stays one per call.
 *
 * @since 0.1.0
 */
public final class RetryEvents implements RetryListener {

	private final ObservationRegistry registry;

	/**
	 * Note the retries of all clients.
	 * @param clients the clients
	 * @param registry knows the observation of a blocking call
	 */
	public RetryEvents(ClientRegistry clients, ObservationRegistry registry) {
		this.registry = registry;
		clients.clients().forEach((client) -> client.listen(this));
	}

	@Override
	public void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
		Observation current = (observation instanceof Observation given) ? given
				: this.registry.getCurrentObservation();
		if (decision.isRetry() && current != null) {
			current.event(Observation.Event.of("lifeguard.retry", "attempt %d failed, another one in %d ms"
				.formatted(attempt.number(), decision.delay().toMillis())));
		}
	}

}
