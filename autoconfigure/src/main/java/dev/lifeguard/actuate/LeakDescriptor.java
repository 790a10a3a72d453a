package dev.lifeguard.actuate;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.Holder;

/**
 * Description of a leaked response that still holds its permit, for the endpoint.
 *
 * @param request the request's method and URI template
 * @param remote where it went, {@code host:port}
 * @param age how long it has held its permit
 * @param calledFrom the frames of the application, innermost first; none if the stack was
 * not captured
 * @since 0.1.0
 */
public record LeakDescriptor(String request, String remote, Duration age, List<String> calledFrom) {

	static LeakDescriptor of(Holder holder) {
		CallSite site = holder.site();
		return new LeakDescriptor(holder.request(), holder.remote(), holder.held(),
				(site != null) ? site.frames().stream().map(StackTraceElement::toString).toList() : List.of());
	}

}
