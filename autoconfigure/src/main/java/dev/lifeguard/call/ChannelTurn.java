package dev.lifeguard.call;

import dev.lifeguard.call.life.Turn;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Place on a connection where its {@link Turn} is found by those who know the connection,
 * and not what watches it.
 *
 * @since 0.1.0
 */
public final class ChannelTurn {

	private static final AttributeKey<Turn> TURN = AttributeKey.valueOf(ChannelTurn.class, "turn");

	private ChannelTurn() {
	}

	public static void put(Channel channel, Turn turn) {
		channel.attr(TURN).set(turn);
	}

	/**
	 * Return the turn of a connection's exchanges.
	 * @param channel the connection's channel
	 * @return the turn, or {@code null} if there was no request yet
	 */
	static @Nullable Turn of(Channel channel) {
		return channel.attr(TURN).get();
	}

	/**
	 * Return for how long nothing has moved on a connection, asked from any thread.
	 * @param channel the connection's channel
	 * @return nanoseconds, or -1 if there was no request yet
	 */
	public static long quietNanos(Channel channel) {
		Turn turn = of(channel);
		return (turn != null) ? turn.quietNanos() : -1;
	}

}
