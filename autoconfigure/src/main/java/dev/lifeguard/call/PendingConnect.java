package dev.lifeguard.call;

import dev.lifeguard.lease.LeaseCallback;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The connect of a call, as the call knows it: it asks for a permit and then for a
 * connection, and has the caller.
 */
interface PendingConnect extends LeaseCallback {

	/**
	 * Tell the transport that no connection is wanted any more.
	 */
	void cancelTransport();

	/**
	 * Tell the caller that there will be no response, once its permit is back.
	 * @param failure what the caller is told
	 * @param loop the loop that sees to the permit now, if there is one
	 */
	void tellAfterRelease(Throwable failure, @Nullable EventLoop loop);

}
