package dev.lifeguard.limit;

import java.util.function.IntSupplier;

import dev.lifeguard.failure.FleetSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Share of a client in the budget of its fleet: the most connections that it may use now.
 * It is asked on the path of every call, from any thread, and must neither block nor
 * throw.
 *
 * @since 0.1.0
 */
public interface Share extends IntSupplier {

	/** Share of a client that shares nothing: it is never what limits it. */
	Share ALL = new Share() {

		@Override
		public int getAsInt() {
			return Integer.MAX_VALUE;
		}

		@Override
		public @Nullable FleetSnapshot view() {
			return null;
		}

	};

	/**
	 * Return the share.
	 * @return how many connections may be used now, at least 1; the configured bound is
	 * not part of it
	 */
	@Override
	int getAsInt();

	/**
	 * Return what is known of the budget.
	 * @return the facts, or {@code null} if nothing is shared
	 */
	@Nullable FleetSnapshot view();

}
