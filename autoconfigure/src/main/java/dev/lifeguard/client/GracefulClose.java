package dev.lifeguard.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.Call;

/**
 * Shutdown that closes a client when the calls that began before are complete, or when
 * the time for that is over.
 */
final class GracefulClose {

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final ManagedClient client;

	private final long patienceNanos;

	private final long beganNanos;

	private final Runnable whenClosed;

	GracefulClose(ManagedClient client, Duration patience, Runnable whenClosed) {
		this.client = client;
		this.patienceNanos = patience.toNanos();
		this.beganNanos = client.calls().nanoClock().getAsLong();
		this.whenClosed = whenClosed;
	}

	/**
	 * Close the client, or look again in a moment.
	 */
	void look() {
		boolean over = this.client.calls().nanoClock().getAsLong() - this.beganNanos >= this.patienceNanos;
		boolean idle = this.client.calls().gate().isIdle() && this.client.calls().activeCalls().isEmpty();
		if (over || idle) {
			this.client.close();
			this.whenClosed.run();
			return;
		}
		for (Call call : this.client.calls().activeCalls().holding()) {
			call.shutDown();
			call.endIfEndless();
		}
		this.client.soon(this::look, LOOK_AGAIN_NANOS);
	}

}
