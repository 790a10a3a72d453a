package dev.lifeguard.sample.demo;

import dev.lifeguard.actuate.HttpPoolsEndpoint;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.registry.LifeguardClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.stereotype.Component;

/**
 * What Lifeguard says of its client {@code orders}, in the ways that are open to every
 * application: its meters and its endpoint.
 */
@Component
class OrdersClient {

	private static final String NAME = "orders";

	private static final String ONE_SECOND = "1s";

	private final LifeguardClients clients;

	private final HttpPoolsEndpoint endpoint;

	private final MeterRegistry meters;

	OrdersClient(LifeguardClients clients, HttpPoolsEndpoint endpoint, MeterRegistry meters) {
		this.clients = clients;
		this.endpoint = endpoint;
		this.meters = meters;
	}

	int max() {
		return this.clients.snapshot(NAME).limit();
	}

	int configuredMax() {
		return this.clients.snapshot(NAME).max();
	}

	/**
	 * Take back what was asked of the endpoint.
	 */
	void resetMax() {
		if (max() != configuredMax()) {
			this.endpoint.resize(SecurityContext.NONE, NAME, String.valueOf(configuredMax()), ONE_SECOND);
		}
	}

	/**
	 * Return how often it has retried since the start.
	 */
	long retries() {
		Counter retried = this.meters.find("lifeguard.retries").tags("client", NAME, "outcome", "RETRIED").counter();
		return (retried != null) ? (long) retried.count() : 0;
	}

	@Nullable Double budget() {
		Gauge budget = this.meters.find("lifeguard.retry.budget").tags("client", NAME).gauge();
		return (budget != null) ? Math.round(budget.value() * 10) / 10.0 : null;
	}

	@Nullable Verdict verdict() {
		Episode episode = this.endpoint.httpPools().clients().get(NAME).lastEpisode();
		return (episode != null && !episode.over()) ? Verdict.of(episode.diagnosis()) : null;
	}

}
