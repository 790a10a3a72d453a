package dev.lifeguard.call;

import dev.lifeguard.pool.Bound;
import dev.lifeguard.pool.OnLoop;
import dev.lifeguard.time.WaitTimer;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * User of a connection that its call has left for another one: it may be given back
 * within the time that any body has that nobody reads, and is closed then.
 */
final class LeftBehind extends Bound {

	/**
	 * Take a connection over from a call that has gone on to another one, if it still has
	 * it.
	 * @param channel the connection's channel
	 * @param call the call
	 * @param next the call's next connection, if it has it already
	 * @param timer closes the connection when its time is over
	 */
	static void take(Channel channel, Bound call, @Nullable Channel next, WaitTimer timer) {
		LeftBehind rest = new LeftBehind();
		if (call.handOn(channel, rest) && (next == null || next.parent() != channel)) {
			timer.schedule(() -> rest.close(channel), Handover.DRAIN_NANOS);
		}
	}

	private void close(Channel channel) {
		OnLoop.run(channel, () -> {
			if (Bound.to(channel) == this) {
				channel.close();
			}
		});
	}

	@Override
	protected void unbound(Channel channel) {
		// nobody waits for it
	}

}
