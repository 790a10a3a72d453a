package dev.lifeguard.metrics;

import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.RetryListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.observation.ClientRequestObservationContext;

/**
 * Recorder of each failed attempt as an event of Spring's own observation of the call:
 * there is still one observation per call.
 *
 * @since 0.1.0
 */
public final class RetryEvents implements RetryListener {

	private static final String RETRIED = "lifeguard.retry";

	private static final String NOT_RETRIED = "lifeguard.retry.denied";

	private final ObservationRegistry registry;

	/**
	 * Note the failed attempts of all clients.
	 * @param clients the clients
	 * @param registry knows the observation of a blocking call
	 */
	public RetryEvents(ClientRegistry clients, ObservationRegistry registry) {
		this.registry = registry;
		clients.clients().forEach((client) -> client.listen(this));
	}

	@Override
	public void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
		Observation call = (observation instanceof Observation given) ? given
				: blockingCall(this.registry.getCurrentObservation());
		if (call != null) {
			call.event(event(attempt, decision));
		}
	}

	/**
	 * Find the observation of the call among those that are open on the calling thread:
	 * interceptors open others within it, and without it the one around it is not the
	 * call's.
	 */
	private static @Nullable Observation blockingCall(@Nullable ObservationView innermost) {
		ObservationView open = innermost;
		while (open != null && !(open.getContextView() instanceof ClientRequestObservationContext)) {
			open = open.getContextView().getParentObservation();
		}
		return (open instanceof Observation call) ? call : null;
	}

	private static Event event(Attempt attempt, Decision decision) {
		return decision.isRetry()
				? Event.of(RETRIED,
						"attempt %s failed, next attempt in %s ms".formatted(attempt.number(),
								decision.delay().toMillis()))
				: Event.of(NOT_RETRIED,
						"attempt %s failed, not repeated: %s".formatted(attempt.number(), decision.outcome()));
	}

}
