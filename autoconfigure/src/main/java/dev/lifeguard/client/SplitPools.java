package dev.lifeguard.client;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lifeguard.failure.Echo;

/**
 * Detection that the library keeps several pools for one remote, each with a bound of its
 * own: it identifies a pool by the remote and by how a connection is made, so code that
 * changes the latter from call to call creates pool after pool.
 */
final class SplitPools implements Runnable {

	/** A redirect's connect may be under way, to a remote that is not known yet. */
	private static final int LOOKS = 3;

	private static final int LISTED = 5;

	private final AtomicInteger pools;

	private final int perRemote;

	private final Supplier<Set<String>> remotes;

	private final Consumer<String> split;

	private int looks;

	private boolean told;

	/**
	 * Create a look-out. It must be run once a second, by one thread at a time.
	 * @param pools counts the pools that have a socket
	 * @param perRemote how many pools a remote has when nothing is split
	 * @param remotes the remotes that have been called
	 * @param split receives once a description of what was seen
	 */
	SplitPools(AtomicInteger pools, int perRemote, Supplier<Set<String>> remotes, Consumer<String> split) {
		this.pools = pools;
		this.perRemote = perRemote;
		this.remotes = remotes;
		this.split = split;
	}

	@Override
	public void run() {
		int pools = this.pools.get();
		if (this.told || pools <= this.perRemote) {
			this.looks = 0;
			return;
		}
		Set<String> remotes = this.remotes.get();
		this.looks = (pools > this.perRemote * remotes.size()) ? this.looks + 1 : 0;
		if (this.looks == LOOKS) {
			this.told = true;
			this.split.accept("%s pools for %s remotes (%s)".formatted(pools / this.perRemote, remotes.size(),
					Echo.first(remotes, LISTED)));
		}
	}

}
