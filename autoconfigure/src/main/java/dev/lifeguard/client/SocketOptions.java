package dev.lifeguard.client;

import java.util.Map;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Lets TCP notice a peer that is gone without a word: after 30 s of silence it is asked,
 * every 10 s, three times.
 * <p>
 * Each transport has options of its own, known by name because not every transport is on
 * the class path. A channel takes those that it knows.
 */
final class SocketOptions {

	private static final int IDLE_SECONDS = 30;

	private static final int INTERVAL_SECONDS = 10;

	private static final int COUNT = 3;

	private static final String EPOLL = "io.netty.channel.epoll.EpollChannelOption#";

	private static final String IO_URING = "io.netty.channel.uring.IoUringChannelOption#";

	private static final Map<ChannelOption<Integer>, Integer> OPTIONS = Map.of(
			ChannelOption.valueOf(EPOLL + "TCP_KEEPIDLE"), IDLE_SECONDS, ChannelOption.valueOf(EPOLL + "TCP_KEEPINTVL"),
			INTERVAL_SECONDS, ChannelOption.valueOf(EPOLL + "TCP_KEEPCNT"), COUNT,
			ChannelOption.valueOf(IO_URING + "TCP_KEEPIDLE"), IDLE_SECONDS,
			ChannelOption.valueOf(IO_URING + "TCP_KEEPINTVL"), INTERVAL_SECONDS,
			ChannelOption.valueOf(IO_URING + "TCP_KEEPCNT"), COUNT,
			NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE), IDLE_SECONDS,
			NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL), INTERVAL_SECONDS,
			NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT), COUNT);

	private SocketOptions() {
	}

	static void apply(Channel channel) {
		OPTIONS.forEach((option, value) -> set(channel, option, value));
	}

	private static void set(Channel channel, ChannelOption<Integer> option, Integer value) {
		try {
			channel.config().setOption(option, value);
		}
		catch (RuntimeException ex) {
			// the platform cannot, and has times of its own
		}
	}

}
