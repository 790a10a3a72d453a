package dev.lifeguard.transport;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Socket options that let TCP detect a peer that vanished without notice: after 30 s of
 * silence it is probed three times, every 10 s; and its machine, busy or not, must
 * acknowledge what is sent soon after the client would give up waiting for its response.
 * <p>
 * Each transport has options of its own, known by name because not every transport is on
 * the class path. A channel takes those that it knows.
 *
 * @since 0.1.0
 */
public final class SocketOptions {

	private static final int IDLE_SECONDS = 30;

	private static final int INTERVAL_SECONDS = 10;

	private static final int COUNT = 3;

	/** Less may be one lost packet. */
	private static final Duration LEAST_UNACKNOWLEDGED = Duration.ofSeconds(5);

	/** A wait that ends together with the limit for it would end in one of two ways. */
	private static final Duration LATER = Duration.ofSeconds(1);

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

	private static final List<ChannelOption<Integer>> UNACKNOWLEDGED = List
		.of(ChannelOption.valueOf(EPOLL + "TCP_USER_TIMEOUT"), ChannelOption.valueOf(IO_URING + "TCP_USER_TIMEOUT"));

	private SocketOptions() {
	}

	/**
	 * Set the options of a channel.
	 * @param channel what is being connected
	 * @param silence how long the client waits for its peer
	 */
	public static void apply(Channel channel, Duration silence) {
		OPTIONS.forEach((option, value) -> set(channel, option, value));
		long millis = Math.max(silence.plus(LATER).toMillis(), LEAST_UNACKNOWLEDGED.toMillis());
		UNACKNOWLEDGED.forEach((option) -> set(channel, option, (int) Math.min(Integer.MAX_VALUE, millis)));
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
