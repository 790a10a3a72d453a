package dev.lifeguard.call;

import java.util.Set;

import dev.lifeguard.pool.PooledSocket;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Decision whether a request is sent once more, on a fresh connection, because a kept one
 * was dead before the response began: it must have been a kept connection, and the
 * backend must not be able to process the request twice.
 *
 * @since 0.1.0
 */
public final class Resend {

	/** Source: RFC 9110, section 9.2.2. */
	private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

	private final boolean idempotent;

	private volatile @Nullable PooledSocket reused;

	private volatile boolean prepared;

	private volatile boolean everPrepared;

	private volatile boolean unprocessed;

	private volatile boolean answering;

	private volatile boolean replayable;

	private boolean done;

	Resend(String method) {
		this.idempotent = IDEMPOTENT.contains(method);
	}

	/**
	 * The call has a connection, and has sent nothing on it yet.
	 */
	void connected(Channel channel) {
		PooledSocket socket = PooledSocket.beneath(channel);
		this.reused = (socket != null && socket.isReused()) ? socket : null;
		this.prepared = false;
		this.unprocessed = false;
		this.answering = false;
	}

	/**
	 * The request's head is on its way to the socket, and its body is asked for.
	 */
	public void prepared() {
		this.prepared = true;
		this.everPrepared = true;
	}

	/**
	 * The peer says that it has not worked on the request, which is as good as not sent.
	 */
	public void unprocessed() {
		this.unprocessed = true;
	}

	/**
	 * A byte has arrived since the request was sent.
	 */
	public void answering() {
		this.answering = true;
	}

	boolean isAnswering() {
		return this.answering;
	}

	/**
	 * The peer has given the connection up before it read the request, and has said so.
	 */
	public void notRead() {
		this.unprocessed = true;
		this.answering = false;
	}

	public boolean isUnprocessed() {
		return this.unprocessed;
	}

	/**
	 * Return whether a kept connection was closed under the call, because bytes arrived
	 * on it that were left over from another.
	 */
	boolean isSpoilt() {
		PooledSocket reused = this.reused;
		return reused != null && !this.answering && !reused.isOpen() && reused.hasStrayBytes();
	}

	/**
	 * Return whether it is certain that the backend has not begun to work on the request.
	 */
	boolean neverSent() {
		return !this.everPrepared || this.unprocessed;
	}

	void replayable() {
		this.replayable = true;
	}

	/**
	 * Return the kept connection that was dead: the peer, or something on the way to it,
	 * closed it before a byte of the response. Whose doing that was is known from the
	 * connection, because a failure does not tell.
	 * @return the connection, or {@code null} if it was new, or is open, or ended
	 * otherwise
	 */
	@Nullable PooledSocket deadSocket() {
		PooledSocket reused = this.reused;
		return (reused != null && !this.answering && reused.isLost() && !reused.isOfLoopShutDown()) ? reused : null;
	}

	/**
	 * Return the kept connection on which nothing has arrived, if there is one.
	 */
	@Nullable PooledSocket silent() {
		return this.answering ? null : this.reused;
	}

	/**
	 * Return whether the request may be sent again, once.
	 */
	boolean isPossible() {
		boolean first = !this.done;
		this.done = true;
		boolean possible = first && (!this.prepared || (this.replayable && (this.idempotent || this.unprocessed)));
		if (possible) {
			this.reused = null;
		}
		return possible;
	}

}
