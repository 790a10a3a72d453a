package dev.lifeguard.actuate;

import java.time.Duration;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;

/**
 * Description of a call that holds a permit, for the endpoint.
 *
 * @param request the request's method and URI template
 * @param remote where it goes, {@code host:port}
 * @param priority how much it matters
 * @param phase where in its exchange it is
 * @param age how long it has held its permit
 * @param inPhase how long it has been in its phase
 * @since 0.1.0
 */
public record HolderDescriptor(String request, String remote, Priority priority, Phase phase, Duration age,
		Duration inPhase) {

	static HolderDescriptor of(Holder holder) {
		return new HolderDescriptor(holder.request(), holder.remote(), holder.priority(), holder.phase(), holder.held(),
				holder.inPhase());
	}

}
