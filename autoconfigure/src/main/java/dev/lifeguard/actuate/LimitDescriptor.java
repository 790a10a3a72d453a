package dev.lifeguard.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.limit.LearnedLimit;
import dev.lifeguard.limit.LimitMove;
import dev.lifeguard.limit.LimitMove.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Description of a learned limit, for the endpoint.
 *
 * @param learned how many calls may wait for their first byte at once, as it was learned
 * @param knownSafe how many the backend is known to bear: how far the limit goes back
 * when the backend is slow; 0 while it is not known
 * @param slow whether the backend is slower than usual
 * @param blocked whether callers wait for want of the limit
 * @param lastMove the last change of the limit, if there was one
 * @param baselines the usual time to the first byte, by request
 * @since 0.1.0
 */
public record LimitDescriptor(double learned, double knownSafe, boolean slow, boolean blocked, @Nullable Move lastMove,
		Map<String, Duration> baselines) {

	static @Nullable LimitDescriptor of(ManagedClient client) {
		LearnedLimit limit = client.learnedLimit();
		return (limit != null) ? new LimitDescriptor(rounded(limit.limit()), rounded(limit.knownSafe()), limit.isSlow(),
				limit.isBlocked(), Move.last(limit), baselines(limit)) : null;
	}

	/**
	 * A template may have a host and a query, which are shown to nobody. Of those that
	 * differ in nothing else, the slowest is shown.
	 */
	private static Map<String, Duration> baselines(LearnedLimit limit) {
		Map<String, Duration> baselines = new TreeMap<>();
		limit.baselines()
			.forEach((route, baseline) -> baselines.merge(request(route), baseline,
					(one, other) -> (one.compareTo(other) > 0) ? one : other));
		return baselines;
	}

	private static String request(String route) {
		int space = route.indexOf(' ');
		return (space < 0) ? route : LeaseHolder.request(route.substring(0, space), route.substring(space + 1));
	}

	private static double rounded(double limit) {
		return Math.round(limit * 10) / 10.0;
	}

	/**
	 * Change of the limit.
	 *
	 * @param from the limit before
	 * @param to the limit after
	 * @param why the reason
	 * @param ago how long ago it was
	 */
	public record Move(double from, double to, Reason why, Duration ago) {

		static @Nullable Move last(LearnedLimit limit) {
			LimitMove move = limit.lastMove();
			return (move != null) ? new Move(rounded(move.from()), rounded(move.to()), move.reason(), limit.since(move))
					: null;
		}

	}

}
