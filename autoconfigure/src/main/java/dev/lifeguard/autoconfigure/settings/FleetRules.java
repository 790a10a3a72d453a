package dev.lifeguard.autoconfigure.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.lifeguard.autoconfigure.fleet.SharedBound;
import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.settings.Leaves.ByDefault;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.Mode;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Mapper from the properties of a client to its fleet, with the rules for it.
 */
final class FleetRules {

	/** A lease holds for as many, so that two of them may be lost. */
	static final int HEARTBEATS = 3;

	private FleetRules() {
	}

	/**
	 * Read what is written of a fleet.
	 * @param leaves the client's properties
	 * @param baseUrl the client's base URL, if it has one
	 */
	static FleetSettings settings(Leaves leaves, @Nullable String baseUrl) {
		FleetSettings builtIn = FleetSettings.DEFAULTS;
		FollowingDefaults defaults = new FollowingDefaults(leaves);
		Mode mode = leaves.leaf("fleet.mode", (client) -> client.getFleet().getMode(), builtIn.mode());
		return new FleetSettings(mode, maxConnections(leaves), replicas(leaves), group(leaves, mode, baseUrl),
				leaves.leaf("fleet.floor", (client) -> client.getFleet().getFloor(), builtIn.floor()),
				leaves.following("fleet.lease-time", (client) -> client.getFleet().getLeaseTime(),
						defaults.leaseTime()),
				leaves.following("fleet.heartbeat", (client) -> client.getFleet().getHeartbeat(), defaults.heartbeat()),
				leaves.leaf("fleet.quarantine", (client) -> client.getFleet().getQuarantine(), builtIn.quarantine()),
				leaves.leaf("fleet.when-unreachable", (client) -> client.getFleet().getWhenUnreachable(),
						builtIn.whenUnreachable()));
	}

	private static @Nullable Integer maxConnections(Leaves leaves) {
		return leaves.inherited("fleet.max-connections", (client) -> client.getFleet().getMaxConnections());
	}

	private static @Nullable Integer replicas(Leaves leaves) {
		return leaves.inherited("fleet.replicas", (client) -> client.getFleet().getReplicas());
	}

	private static @Nullable String group(Leaves leaves, Mode mode, @Nullable String baseUrl) {
		Function<ClientProperties, @Nullable String> getter = (client) -> client.getFleet().getGroup();
		if (mode == Mode.LEASE && baseUrl != null && BaseUrls.isAbsolute(baseUrl)) {
			return leaves.following("fleet.group", getter,
					new ByDefault<>(SharedBound.backend(URI.create(baseUrl)), "base-url"));
		}
		return leaves.inherited("fleet.group", getter);
	}

	/**
	 * Check a fleet.
	 * @param rules refuses in the name of the client's properties
	 * @param fleet the fleet
	 * @param shared whether there is anything that shares a budget out
	 */
	static void check(Rules rules, FleetSettings fleet, boolean shared) {
		atLeastOne(rules, "fleet.max-connections", maxConnections(rules.leaves()));
		atLeastOne(rules, "fleet.replicas", replicas(rules.leaves()));
		rules.atLeast("fleet.floor", fleet.floor(), 1);
		times(rules, fleet);
		if (fleet.mode() == Mode.LEASE) {
			lease(rules, fleet, shared);
		}
	}

	private static void atLeastOne(Rules rules, String key, @Nullable Integer value) {
		rules.atLeast(key, (value != null) ? value : 1, 1);
	}

	private static void times(Rules rules, FleetSettings fleet) {
		rules.positive("fleet.lease-time", fleet.leaseTime());
		rules.positive("fleet.heartbeat", fleet.heartbeat());
		rules.positive("fleet.quarantine", fleet.quarantine());
		Duration longest = fleet.leaseTime().dividedBy(HEARTBEATS);
		if (fleet.heartbeat().compareTo(longest) > 0 && rules.areWritten("fleet.heartbeat", "fleet.lease-time")) {
			throw rules.contradiction("fleet.heartbeat", fleet.heartbeat(), "fleet.lease-time", fleet.leaseTime(),
					"A lease must survive two lost heartbeats: fleet.heartbeat must be at most a third of fleet.lease-time.",
					"Write %s or less for the first, or raise the second.".formatted(ShownValue.of(longest)));
		}
	}

	private static void lease(Rules rules, FleetSettings fleet, boolean shared) {
		Integer budget = fleet.maxConnections();
		Integer replicas = fleet.replicas();
		if (budget == null || replicas == null || !StringUtils.hasText(fleet.group())) {
			throw rules.refusal("fleet.mode", "lease",
					"Sharing a budget requires its size, the number of instances and a common name. There is no %s."
						.formatted(String.join(" and no ", missing(fleet))),
					"Write what is missing: fleet.max-connections is what the backend allows the whole fleet, "
							+ "fleet.replicas is the largest number of instances at any time, and fleet.group is a name "
							+ "that is the same in all of them.");
		}
		rules.refuseIf(!shared, "fleet.mode", "lease",
				"Nothing shares the budget out: there is no bean of type dev.lifeguard.limit.Shares.",
				"Add the dependency dev.lifeguard:lifeguard-fleet-redis and configure spring.data.redis.*, or define such "
						+ "a bean. With fleet.mode: check the budget is only compared with the pools at start.");
		floors(rules, fleet, budget, replicas);
		outlivesAHeartbeat(rules, fleet);
	}

	/**
	 * An offer must be confirmed by the next renewal before it expires, and what was
	 * confirmed by another one.
	 */
	private static void outlivesAHeartbeat(Rules rules, FleetSettings fleet) {
		Duration pause = fleet.longestPause();
		if (fleet.usableTime().compareTo(pause) <= 0) {
			Duration least = rules.leaves().isWritten("fleet.heartbeat") ? FleetSettings.leaseTimeFor(pause)
					: Duration.ofSeconds(1);
			throw rules.refusal("fleet.lease-time", fleet.leaseTime(),
					("A lease must be usable for longer than it takes to renew it: its last half second and a thousandth of "
							+ "it are not used, and there may be %s between two renewals.")
						.formatted(ShownValue.of(pause)),
					"Write %s or more, or remove the property to use the default.".formatted(ShownValue.of(least)));
		}
	}

	private static List<String> missing(FleetSettings fleet) {
		List<String> missing = new ArrayList<>();
		if (fleet.maxConnections() == null) {
			missing.add("fleet.max-connections");
		}
		if (fleet.replicas() == null) {
			missing.add("fleet.replicas");
		}
		if (!StringUtils.hasText(fleet.group())) {
			missing.add("fleet.group (nor a base-url that it could follow)");
		}
		return missing;
	}

	private static void floors(Rules rules, FleetSettings fleet, int budget, int clients) {
		long floors = (long) fleet.floor() * clients;
		if (floors > budget) {
			throw rules.contradiction("fleet.replicas", String.valueOf(replicas(rules.leaves())),
					"fleet.max-connections", budget,
					("Each client may use fleet.floor (%s) connections without a lease: for %s clients that is %s, which is "
							+ "more than the backend allows.")
						.formatted(fleet.floor(), clients, floors),
					"Use fewer instances, lower fleet.floor if it is above 1, or raise what the backend allows and "
							+ "fleet.max-connections with it.");
		}
	}

}
