package dev.lifeguard.autoconfigure.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.Mode;
import org.jspecify.annotations.Nullable;

/**
 * Clients of one application that share a budget, by group. Each of them has a share of
 * its own, so that an instance may have several.
 */
final class FleetGroups {

	private final Map<String, List<Member>> groups = new HashMap<>();

	/**
	 * Add a client to its group, if it shares a budget.
	 * @param leaves the client's properties
	 * @param fleet what they say of its fleet
	 * @throws InvalidSettingException if they say something else than those of another
	 * client of the group
	 */
	void add(Leaves leaves, FleetSettings fleet) {
		if (fleet.mode() == Mode.LEASE && fleet.group() != null) {
			List<Member> members = this.groups.computeIfAbsent(fleet.group(), (group) -> new ArrayList<>());
			Member member = new Member(leaves, fleet);
			members.forEach(member::checkWith);
			members.add(member);
		}
	}

	/**
	 * Return a fleet as the number of its clients, not of its instances.
	 * @param fleet the fleet as it was written
	 */
	FleetSettings ofClients(FleetSettings fleet) {
		int clients = this.groups.getOrDefault(fleet.group(), List.of()).size();
		Integer replicas = fleet.replicas();
		if (fleet.mode() != Mode.LEASE || replicas == null || clients < 2) {
			return fleet;
		}
		int all = (int) Math.min(Integer.MAX_VALUE, (long) replicas * clients);
		return new FleetSettings(fleet.mode(), fleet.maxConnections(), all, fleet.group(), fleet.floor(),
				fleet.leaseTime(), fleet.heartbeat(), fleet.quarantine(), fleet.whenUnreachable());
	}

	/**
	 * Client that shares a budget.
	 *
	 * @param leaves its properties
	 * @param fleet what they say of its fleet
	 */
	private record Member(Leaves leaves, FleetSettings fleet) {

		void checkWith(Member other) {
			same(other, "fleet.max-connections", FleetSettings::maxConnections);
			same(other, "fleet.replicas", FleetSettings::replicas);
			same(other, "fleet.floor", FleetSettings::floor);
		}

		private void same(Member other, String key, Function<FleetSettings, @Nullable Integer> getter) {
			Integer one = getter.apply(this.fleet);
			Integer another = getter.apply(other.fleet);
			if (one != null && another != null && !one.equals(another)) {
				throw new Rules(this.leaves).contradiction(key, one, other.leaves.property(key), another,
						"Clients of one group share one budget, so they must have the same value.",
						"Write the same for both, or give one of them another fleet.group.");
			}
		}

	}

}
