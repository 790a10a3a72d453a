package dev.lifeguard.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.PoolSnapshot;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of one client's pool: degraded while it refuses calls and for some seconds
 * after. It sends nothing and waits for nothing.
 *
 * @since 0.1.0
 */
public final class PoolHealthIndicator extends AbstractHealthIndicator {

	/** The client refuses calls, or did a moment ago. */
	public static final Status DEGRADED = new Status("DEGRADED", "a client refuses calls: its pool is exhausted");

	private final ManagedClient client;

	/**
	 * Create an indicator.
	 * @param client the client
	 */
	public PoolHealthIndicator(ManagedClient client) {
		this.client = client;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		PoolSnapshot pool = this.client.snapshot();
		Episode episode = this.client.currentEpisode();
		builder.up();
		if (episode != null) {
			Diagnosis diagnosis = episode.diagnosis();
			builder.status(DEGRADED)
				.withDetail("cause", diagnosis.cause())
				.withDetail("evidence", diagnosis.evidence())
				.withDetail("advice", diagnosis.advice());
		}
		builder.withDetail("limit", pool.limit())
			.withDetail("active", pool.active())
			.withDetail("idle", pool.idle())
			.withDetail("connecting", pool.connecting())
			.withDetail("pending", pool.pending());
		FleetSnapshot fleet = pool.fleet();
		if (fleet != null) {
			builder.withDetail("fleet", details(fleet));
		}
	}

	/**
	 * A native image has no hints for what only the health shows.
	 */
	private static Map<String, Object> details(FleetSnapshot fleet) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("group", fleet.group());
		details.put("state", fleet.state().name());
		details.put("lease", fleet.lease());
		details.put("wanted", fleet.wanted());
		details.put("floor", fleet.floor());
		details.put("budget", fleet.budget());
		details.put("members", fleet.members());
		details.put("granted", fleet.granted());
		details.put("wantedByAll", fleet.wantedByAll());
		return details;
	}

}
