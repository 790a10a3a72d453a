package dev.lifeguard.client;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.deadline.Deadline;
import dev.lifeguard.lease.GateSnapshot;
import dev.lifeguard.lease.Lease;

/**
 * Closes a client when the calls that wait and those in flight have come to their end, or
 * when there is no more time for that.
 */
final class GracefulClose {

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final ManagedClient client;

	private final Deadline deadline;

	private final Runnable whenClosed;

	GracefulClose(ManagedClient client, Deadline deadline, Runnable whenClosed) {
		this.client = client;
		this.deadline = deadline;
		this.whenClosed = whenClosed;
	}

	/**
	 * Close the client, or look again in a moment.
	 */
	void look() {
		GateSnapshot leases = this.client.gate().snapshot();
		if (this.deadline.hasPassed() || leases.active() + leases.connecting() + leases.pending() == 0) {
			this.client.close();
			this.whenClosed.run();
		}
		else {
			lookAtHolders(this.client);
			this.client.resources().timer().schedule(this::look, LOOK_AGAIN_NANOS);
		}
	}

	/**
	 * Do not wait for those who do not read their response.
	 */
	static void lookAtHolders(ManagedClient client) {
		for (Lease lease : client.gate().held()) {
			if (lease.holder() instanceof Custody custody) {
				custody.shutDown();
			}
		}
	}

}
