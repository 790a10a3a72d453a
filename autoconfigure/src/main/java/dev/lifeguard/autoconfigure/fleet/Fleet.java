package dev.lifeguard.autoconfigure.fleet;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Fleet that a client is part of.
 *
 * @param maxConnections what the backend allows all of it, if that is known
 * @param replicas how many instances there are, if that is known
 * @param counted whether the instances will be counted as soon as the application is
 * ready
 * @param each what one instance may open
 * @since 0.1.0
 */
public record Fleet(@Nullable Integer maxConnections, @Nullable Integer replicas, boolean counted,
		Supplier<SharedBound> each) {

	/**
	 * Compare what the instances may open with what the backend allows.
	 * @return the advice, if there is any
	 */
	public @Nullable String advice() {
		if (this.maxConnections == null) {
			return null;
		}
		if (this.replicas != null) {
			return adviceOn(this.maxConnections, "fleet.replicas (%s)".formatted(this.replicas), this.replicas,
					this.each.get());
		}
		return this.counted ? null
				: ("the fleet's bound cannot be checked: fleet.max-connections is %s, and "
						+ "fleet.replicas is not set; set it to the largest number of instances at any time")
					.formatted(this.maxConnections);
	}

	/**
	 * Compare what so many instances may open with what the backend allows.
	 * @param allowed what it allows
	 * @param source where the number of instances is from, and the number
	 * @param instances how many there are
	 * @param each what one instance may open
	 * @return the advice, if there is any
	 */
	static @Nullable String adviceOn(int allowed, String source, int instances, SharedBound each) {
		long together = (long) instances * each.together();
		if (together <= allowed) {
			return null;
		}
		return ("the fleet may open more connections than its backend allows: %s x "
				+ "%s = %s, and fleet.max-connections is %s; %s")
			.formatted(source, each, together, allowed, remedy(allowed / instances, each));
	}

	private static String remedy(int fits, SharedBound each) {
		String together = (each.clients().size() > 1) ? " together" : "";
		return (fits > 0) ? "lower pool.max-connections to %s%s".formatted(fits, together)
				: "there are more instances than connections: use fewer instances, or let the backend allow more";
	}

}
