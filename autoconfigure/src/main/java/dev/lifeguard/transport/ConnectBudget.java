package dev.lifeguard.transport;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * Time that one connect has left: the time spent on the name, or on other addresses, is
 * subtracted from the connect timeout of the channel.
 *
 * @since 0.1.0
 */
public final class ConnectBudget {

	private static final AttributeKey<Integer> WHOLE = AttributeKey.valueOf(ConnectBudget.class, "whole");

	private ConnectBudget() {
	}

	/**
	 * Return the connect timeout that the channel was configured with.
	 */
	static int wholeMillis(Channel channel) {
		Integer whole = channel.attr(WHOLE).get();
		return (whole != null) ? whole : channel.config().getConnectTimeoutMillis();
	}

	/**
	 * Give the TCP connect of the channel less than the whole.
	 * @param channel what is being connected
	 * @param millis what is left, in milliseconds
	 */
	public static void leave(Channel channel, long millis) {
		channel.attr(WHOLE).setIfAbsent(channel.config().getConnectTimeoutMillis());
		// 0 would be no limit
		channel.config().setConnectTimeoutMillis(Math.toIntExact(Math.max(1, millis)));
	}

}
