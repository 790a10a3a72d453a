package dev.lifeguard.call.wire;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.Call;
import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Response 408 to a request that its sender has not read: the peer said, before the
 * request reached it, that a kept connection has been idle for too long. It is as good as
 * one that closed the connection without a word.
 * <p>
 * Source: RFC 9110, section 15.5.9.
 */
final class RequestTimeout {

	/** After that it is the request that the peer has waited for. */
	private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(1);

	private RequestTimeout() {
	}

	/**
	 * Return whether a response is one. The call and the connection are notified.
	 */
	static boolean isOfIdleConnection(Channel channel, Object message) {
		if (!isTimeout(message)) {
			return false;
		}
		Call call = Call.boundTo(channel);
		PooledSocket socket = PooledSocket.beneath(channel);
		if (call == null || socket == null || !socket.isReused() || !isAtOnce(call)) {
			return false;
		}
		call.resend().notRead();
		socket.lost();
		return true;
	}

	private static boolean isTimeout(Object message) {
		return message instanceof HttpResponse response
				&& response.status().code() == HttpResponseStatus.REQUEST_TIMEOUT.code();
	}

	private static boolean isAtOnce(Call call) {
		return call.client().nanoClock().getAsLong() - call.boundNanos() < AT_ONCE;
	}

}
