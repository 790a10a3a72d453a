package dev.lifeguard.transport.names;

import io.netty.channel.Channel;

/**
 * Whoever waits for a connection whose name is looked up first. It is found in the
 * connect's Reactor context, whatever its key is.
 *
 * @since 0.1.0
 */
public interface NameWait {

	/**
	 * The name is asked for.
	 * @param channel what is being connected
	 */
	void nameIsAskedFor(Channel channel);

	/**
	 * The name is known, and its address is being connected to.
	 * @param channel what is being connected
	 */
	void nameIsKnown(Channel channel);

}
