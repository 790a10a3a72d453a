package dev.lifeguard.transport;

import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2LocalFlowController;

/**
 * Flow-control window of an HTTP/2 connection, opened so wide that only the windows of
 * its streams hold a peer back. By default both are 64 KiB, so that one response that
 * nobody reads takes all of the connection's, and every other call on it stands still.
 * <p>
 * What may arrive unread is then bounded by the number of streams, which is bounded by
 * the gate, times the window of a stream. Half of the connection's window must hold that,
 * because Netty returns what was read only in such portions: 512 MiB hold 8192 streams.
 * It is the window that Go's client opens.
 * <p>
 * Source: RFC 9113, sections 5.2 and 6.9.
 *
 * @since 0.1.0
 */
public final class ConnectionWindow {

	private static final int BYTES = 1 << 30;

	private ConnectionWindow() {
	}

	/**
	 * Open the window of a connection; the peer hears of it with what is flushed next.
	 * @param connection the connection
	 * @param codec its codec
	 */
	public static void open(Channel connection, Http2FrameCodec codec) {
		Http2LocalFlowController windows = codec.connection().local().flowController();
		int more = BYTES - windows.initialWindowSize(codec.connection().connectionStream());
		if (more > 0) {
			connection.write(new DefaultHttp2WindowUpdateFrame(more));
		}
	}

}
