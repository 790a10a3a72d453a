package dev.lifeguard.pool;

/**
 * Closes, every second, the idle connections that the recent use does not need: a pool
 * that was busy once must not keep the backend's connections for ever.
 *
 * @since 0.1.0
 */
public final class IdleTrim implements Runnable {

	private final Sockets sockets;

	private final int least;

	private final RecentPeak recent = new RecentPeak();

	/**
	 * Create a trim. It has to be run once a second, by one thread at a time.
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
			this.sockets.closeIdle(idle - surplus, EvictionReason.SURPLUS);
		}
	}

}
