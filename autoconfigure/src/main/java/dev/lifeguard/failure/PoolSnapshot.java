package dev.lifeguard.failure;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of a pool at one instant. They are read one after the other while calls
 * continue, so sums may be off by the calls that began or ended meanwhile.
 *
 * @param max the configured bound of connections in use
 * @param limit the limit in force now; equals {@code max} unless it was changed, is
 * learned, or the client's share in its fleet's budget is less. A learned one is on the
 * calls that wait for their first byte
 * @param active connections that serve a call
 * @param idle open connections that serve no call
 * @param connecting permits given to calls that have no connection yet;
 * {@code active + connecting} never passes the bound, which is {@code max} or what an
 * operator put in its place, or the share if that is less; after it shrank, calls in
 * flight end first
 * @param pending callers that wait for a permit
 * @param maxPending the most callers that may wait
 * @param oldest how long the call that holds its permit longest has held it; zero if none
 * does
 * @param remotes the same per remote ({@code host:port})
 * @param learned whether the limit is a learned one
 * @param fleet the client's share in its fleet's budget; {@code null} if it shares none
 * @since 0.1.0
 */
public record PoolSnapshot(int max, int limit, int active, int idle, int connecting, int pending, int maxPending,
		Duration oldest, Map<String, RemoteSnapshot> remotes, boolean learned, @Nullable FleetSnapshot fleet) {

	/**
	 * Return the bound of permits in force, which a learned limit is no part of.
	 * @return the most connections in use
	 */
	public int bound() {
		return this.learned ? Math.min(this.max, share()) : this.limit;
	}

	private int share() {
		return (this.fleet != null) ? this.fleet.lease() : Integer.MAX_VALUE;
	}

	/**
	 * Return the numbers in one line, as messages have them.
	 * @return the configured bound, the one in force if that is another, and what it is
	 * used for
	 */
	public String line() {
		String bound = (this.limit == this.max) ? "max=%s".formatted(this.max)
				: "limit=%s (max=%s)".formatted(this.limit, this.max);
		return String.format(Locale.ROOT, "%s active=%d idle=%d connecting=%d pending=%d/%d oldest=%.1fs", bound,
				this.active, this.idle, this.connecting, this.pending, this.maxPending,
				this.oldest.toMillis() / 1000.0);
	}

}
