package dev.lifeguard.metrics;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.limit.Share;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;

/**
 * Meters of one client's share in its fleet's budget in one registry.
 */
final class FleetMeters {

	private final ManagedClient client;

	private final OwnMeters meters;

	FleetMeters(ManagedClient client, OwnMeters meters) {
		this.client = client;
		this.meters = meters;
	}

	/**
	 * Bind the meters, if the client shares a budget.
	 */
	void bind() {
		if (this.client.share().view() != null) {
			Tags tags = Tags.of("client", this.client.name());
			gauge("lease", "Connections that the client may use of its fleet's budget", tags, FleetSnapshot::lease);
			gauge("budget", "Connections that the whole fleet may use", tags, FleetSnapshot::budget);
			Stream.of(State.values())
				.forEach((state) -> gauge("state", "Whether the client's lease is in this state",
						tags.and("state", state.name()), (fleet) -> (fleet.state() == state) ? 1 : 0));
		}
	}

	private void gauge(String name, String description, Tags tags, ToDoubleFunction<FleetSnapshot> value) {
		this.meters.own(Gauge.builder("lifeguard.fleet." + name, this.client.share(), (share) -> value(share, value))
			.description(description)
			.tags(tags)
			.register(this.meters.registry()));
	}

	private static double value(Share share, ToDoubleFunction<FleetSnapshot> value) {
		FleetSnapshot fleet = share.view();
		return (fleet != null) ? value.applyAsDouble(fleet) : Double.NaN;
	}

}
