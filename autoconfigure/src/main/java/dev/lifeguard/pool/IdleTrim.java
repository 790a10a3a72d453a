package dev.lifeguard.pool;

import java.time.Duration;

/**
 * Task that closes, every second, the idle connections that recent use does not need: a
 * pool that was busy once must not keep the backend's connections forever.
 * <p>
 * A pool hands out the most recently used connection, so surplus ones are those that no
 * call has used for a second. One that is used is needed, however many there are: a
 * client that calls many remotes in turn has one to each of them.
 *
 * @since 0.1.0
 */
public final class IdleTrim implements Runnable {

	private static final long UNUSED = Duration.ofSeconds(1).toNanos();

	private final Sockets sockets;

	private final int least;

	private final RecentPeak recent = new RecentPeak();

	/**
	 * Create a trim. It must be run once a second, by one thread at a time.
	 * @param sockets the client's sockets
	 * @param least how many are kept in any case
	 */
	public IdleTrim(Sockets sockets, int least) {
		this.sockets = sockets;
		this.least = least;
	}

	@Override
	public void run() {
		int keep = Math.max(this.least, this.recent.worthKeeping(this.sockets.takePeak()));
		int idle = this.sockets.idle();
		int surplus = Math.min(idle, this.sockets.open() - keep);
		if (surplus > 0) {
			this.sockets.closeSurplus(idle - surplus, UNUSED);
		}
	}

}
