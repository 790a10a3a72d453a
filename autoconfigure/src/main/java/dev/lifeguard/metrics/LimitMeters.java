package dev.lifeguard.metrics;

import java.util.function.ToDoubleFunction;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.limit.LearnedLimit;
import io.micrometer.core.instrument.Gauge;

/**
 * Meters of one client's learned limit in one registry.
 */
final class LimitMeters {

	private final ManagedClient client;

	private final OwnMeters meters;

	LimitMeters(ManagedClient client, OwnMeters meters) {
		this.client = client;
		this.meters = meters;
	}

	/**
	 * Bind the meters, if the client learns its limit.
	 */
	void bind() {
		LearnedLimit limit = this.client.learnedLimit();
		if (limit != null) {
			gauge(limit, "learned", LearnedLimit::limit);
			gauge(limit, "known-safe", LearnedLimit::knownSafe);
		}
	}

	private void gauge(LearnedLimit limit, String kind, ToDoubleFunction<LearnedLimit> value) {
		this.meters.own(Gauge.builder("lifeguard.limit", limit, value)
			.description("Limit on the calls that wait for their first byte")
			.tag("client", this.client.name())
			.tag("kind", kind)
			.register(this.meters.registry()));
	}

}
