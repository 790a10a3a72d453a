package dev.lifeguard.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.RetryListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import org.jspecify.annotations.Nullable;

/**
 * Meters of one client's retries in one registry.
 */
final class RetryMeters implements RetryListener {

	private final ManagedClient client;

	private final OwnMeters meters;

	private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

	RetryMeters(ManagedClient client, OwnMeters meters) {
		this.client = client;
		this.meters = meters;
	}

	void bind() {
		this.meters.own(Gauge.builder("lifeguard.retry.budget", this.client, (client) -> client.retries().tokens())
			.description("Retries that a client can afford now")
			.tag("client", this.client.name())
			.register(this.meters.registry()));
		Stream.of(Outcome.values()).filter(Outcome::isCounted).forEach(this::count);
		this.client.listen(this);
	}

	private void count(Outcome outcome) {
		this.outcomes.put(outcome,
				this.meters.own(Counter.builder("lifeguard.retries")
					.description("Failed attempts by outcome")
					.tag("client", this.client.name())
					.tag("outcome", outcome.name())
					.register(this.meters.registry())));
	}

	@Override
	public void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
		Counter counter = this.outcomes.get(decision.outcome());
		if (counter != null) {
			counter.increment();
		}
	}

}
