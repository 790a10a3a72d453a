package dev.lifeguard.call;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/**
 * Close of a connection in the middle of a response. The reader must receive an error:
 * the decoder takes the end of the connection for the end of a body without a length, so
 * that end is hidden from the operation, which then fails when the channel is inactive;
 * what it has queued is released after that.
 *
 * @param response what has begun to arrive, if it has
 */
public record CutOff(@Nullable Connection response) {

	private static final AttributeKey<CutOff> NOTED = AttributeKey.valueOf(CutOff.class, "noted");

	/**
	 * Close a connection in the middle of a response, on its event loop.
	 * @param channel the connection's channel
	 * @param response what has begun to arrive, if it has
	 */
	static void close(Channel channel, @Nullable Connection response) {
		channel.attr(NOTED).set(new CutOff(response));
		channel.close();
	}

	/**
	 * Return whether a message is kept from the reader.
	 * @param channel the connection's channel
	 * @param message what the decoder has made
	 */
	public static boolean hides(Channel channel, Object message) {
		return (message instanceof HttpResponse || message instanceof LastHttpContent) && of(channel) != null;
	}

	/**
	 * The reader was notified that the connection is closed.
	 * @param channel the connection's channel
	 */
	public static void closed(Channel channel) {
		CutOff cutOff = of(channel);
		Connection response = (cutOff != null) ? cutOff.response() : null;
		if (response != null) {
			response.dispose();
		}
	}

	private static @Nullable CutOff of(Channel channel) {
		return channel.attr(NOTED).get();
	}

}
