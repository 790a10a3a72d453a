package dev.lifeguard.pool;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * User of a connection for the time of one exchange, as seen from the connection: an
 * identity that distinguishes one exchange from the next, and is notified when it no
 * longer has the connection.
 *
 * @since 0.1.0
 */
public abstract class Bound {

	private static final AttributeKey<Bound> BOUND = AttributeKey.valueOf(Bound.class, "bound");

	/**
	 * Return the user that a connection serves.
	 * @param channel the connection's channel
	 * @return the user, or {@code null} if there is none
	 */
	public static @Nullable Bound to(Channel channel) {
		return channel.attr(BOUND).get();
	}

	/**
	 * Take a connection over from its user.
	 * @param channel the connection's channel
	 */
	public final void takeOver(Channel channel) {
		Bound before = channel.attr(BOUND).getAndSet(this);
		if (before != this) {
			tell(before, channel);
		}
	}

	/**
	 * Pass on the connection that this user has, without being notified.
	 * @param channel the connection's channel
	 * @param next the user that has it from now on
	 * @return whether this still had it
	 */
	public final boolean handOn(Channel channel, Bound next) {
		return channel.attr(BOUND).compareAndSet(this, next);
	}

	/**
	 * Take a connection away from its user, if it has one.
	 * @param channel the connection's channel
	 */
	public static void unbind(Channel channel) {
		tell(channel.attr(BOUND).getAndSet(null), channel);
	}

	private static void tell(@Nullable Bound before, Channel channel) {
		if (before != null) {
			before.unbound(channel);
		}
	}

	/**
	 * A connection that this had is no longer its own.
	 * @param channel the connection's channel
	 */
	protected abstract void unbound(Channel channel);

}
