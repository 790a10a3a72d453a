package dev.lifeguard.call;

import dev.lifeguard.lease.LeaseCallback;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Connect of a call, as the call sees it: it asks for a permit and then for a connection,
 * and knows the caller.
 */
interface PendingConnect extends LeaseCallback {

	/**
	 * Tell the transport that no connection is wanted any more.
	 */
	void cancelTransport();

	/**
	 * Tell the caller that there will be no response, once its permit is released.
	 * @param failure the failure that the caller receives
	 * @param loop the loop that handles the permit now, if there is one
	 */
	void tellAfterRelease(Throwable failure, @Nullable EventLoop loop);

}
