package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.leak.CallSite;
import org.jspecify.annotations.Nullable;

/**
 * Call that holds a permit, at one instant.
 *
 * @param request the request's method and URI template
 * @param remote where it goes, {@code host:port}
 * @param phase its phase
 * @param held how long it has held its permit
 * @param inPhase how long it has been in its phase
 * @param quiet how long nothing has moved on its connection; as long as it is in its
 * phase if it has none
 * @param asks how often the application has asked for bytes of the response
 * @param sinceAsk how long ago it did so; {@code null} if it never did
 * @param priority how much it matters
 * @param retry whether it repeats a call that had been answered with a status to retry
 * @param nesting whether another call of the client is nested in it
 * @param leaked whether its response was found leaked
 * @param onBlockedLoop whether its event loop does not answer
 * @param site where it was made, if that was captured
 * @since 0.1.0
 */
public record Holder(String request, String remote, Phase phase, Duration held, Duration inPhase, Duration quiet,
		int asks, @Nullable Duration sinceAsk, Priority priority, boolean retry, boolean nesting, boolean leaked,
		boolean onBlockedLoop, @Nullable CallSite site) {

	/**
	 * Look at a lease that is held.
	 * @param lease the lease
	 * @return what is seen
	 */
	public static Holder of(Lease lease) {
		Duration held = Duration.ofNanos(lease.heldNanos());
		Duration inPhase = Duration.ofNanos(lease.inPhaseNanos());
		LeaseHolder holder = lease.holder();
		if (holder == null) {
			return new Holder("?", lease.remoteName(), lease.phase(), held, inPhase, inPhase, 0, null, lease.priority(),
					false, false, false, false, null);
		}
		long quietNanos = holder.quietNanos();
		long sinceAskNanos = holder.sinceAskNanos();
		return new Holder(holder.request(), lease.remoteName(), holder.phase(lease.phase()), held, inPhase,
				(quietNanos >= 0) ? Duration.ofNanos(quietNanos) : inPhase, holder.asks(),
				(sinceAskNanos >= 0) ? Duration.ofNanos(sinceAskNanos) : null, lease.priority(), holder.isRetry(),
				holder.isNesting(), holder.isLeaked(), holder.isOnBlockedLoop(), holder.site());
	}

}
