package dev.lifeguard.pool;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Open socket of a client, and what is known about its use. It is used on its event loop,
 * and may be looked at from any thread.
 *
 * @since 0.1.0
 */
public final class PooledSocket {

	private static final AttributeKey<PooledSocket> KEY = AttributeKey.valueOf(PooledSocket.class, "socket");

	private final Sockets sockets;

	private final Channel channel;

	private final String remote;

	private final RemoteKeepAlive keepAlive;

	private final long openedNanos;

	private final long lifeNanos;

	private final AtomicInteger inUse = new AtomicInteger();

	private volatile int uses;

	private volatile long idleSince;

	private volatile @Nullable EvictionReason marked;

	private volatile boolean suspect;

	private volatile @Nullable End end;

	private volatile boolean closed;

	private volatile boolean foundDead;

	private volatile boolean leaving;

	PooledSocket(Sockets sockets, Channel channel, String remote, RemoteKeepAlive keepAlive, long lifeNanos) {
		this.sockets = sockets;
		this.channel = channel;
		this.remote = remote;
		this.keepAlive = keepAlive;
		this.lifeNanos = lifeNanos;
		this.openedNanos = sockets.now();
		this.idleSince = this.openedNanos;
		channel.attr(KEY).set(this);
	}

	/**
	 * Return the socket beneath a channel, which may be a stream of HTTP/2.
	 * @param channel the channel
	 * @return the socket, or {@code null} if it is not one of a client's
	 */
	public static @Nullable PooledSocket beneath(Channel channel) {
		PooledSocket socket = channel.attr(KEY).get();
		return (socket != null || channel.parent() == null) ? socket : channel.parent().attr(KEY).get();
	}

	/**
	 * A call begins to use the socket.
	 */
	public void used() {
		if (this.inUse.getAndIncrement() == 0) {
			this.sockets.used();
		}
		this.uses++;
	}

	/**
	 * A call has ended, and the socket is kept.
	 */
	public void released() {
		this.idleSince = this.sockets.now();
		if (this.inUse.decrementAndGet() == 0 && !this.closed) {
			this.sockets.unused();
		}
	}

	/**
	 * Note what the remote says about how long it keeps idle connections.
	 * @param header the value of {@code Keep-Alive}, if there is one
	 */
	public void keepAlive(@Nullable String header) {
		if (!this.keepAlive.advertises(header)) {
			mark(EvictionReason.KEEP_ALIVE);
		}
	}

	/**
	 * Note that it is us who close the socket, if it is open.
	 */
	public void closing() {
		if (this.end == null && this.channel.isActive()) {
			this.end = End.OURS;
		}
	}

	/**
	 * Note that the peer closes the socket, or that it is lost on the way there, if it is
	 * not us who close it.
	 */
	public void lost() {
		if (this.end == null) {
			this.end = End.PEERS;
		}
	}

	/**
	 * Return whether the socket was closed, and not by us.
	 * @return whether the peer closed it, or it was lost on the way there
	 */
	public boolean isLost() {
		End end = this.end;
		return end == End.PEERS || (end == null && !this.channel.isActive());
	}

	/**
	 * Note that bytes have arrived on the socket that belong to no response, so that it
	 * is not used again.
	 */
	public void strayBytes() {
		mark(EvictionReason.STRAY);
	}

	/**
	 * Return whether bytes have arrived on the socket that belong to no response.
	 * @return whether they have
	 */
	public boolean hasStrayBytes() {
		return this.marked == EvictionReason.STRAY;
	}

	/**
	 * Keep new calls from the socket, or let them use it again, while it is not known
	 * whether the peer can be reached on it.
	 * @param suspect whether the socket is suspect
	 */
	public void suspect(boolean suspect) {
		this.suspect = suspect;
	}

	/**
	 * Note that the peer has not answered on the socket when it was asked whether it is
	 * there.
	 */
	public void silent() {
		this.marked = EvictionReason.SILENT;
	}

	/**
	 * Return whether the call that uses the socket now is not its first.
	 * @return whether the socket was kept and used again
	 */
	public boolean isReused() {
		return this.uses > 1;
	}

	/**
	 * Return the remote.
	 * @return {@code host:port}
	 */
	public String remote() {
		return this.remote;
	}

	/**
	 * Return the time for which the socket was, or has been, idle.
	 * @return nanoseconds since the last call ended
	 */
	public long idleNanos() {
		return this.sockets.now() - this.idleSince;
	}

	/**
	 * Return the socket's age.
	 * @return nanoseconds since it was opened
	 */
	public long ageNanos() {
		return this.sockets.now() - this.openedNanos;
	}

	/**
	 * Return what is known of the socket that speaks against using it again, if anything.
	 */
	@Nullable EvictionReason unfit() {
		EvictionReason marked = marked();
		if (marked != null) {
			return marked;
		}
		long now = this.sockets.now();
		if (now - this.openedNanos >= this.lifeNanos) {
			return EvictionReason.LIFE_TIME;
		}
		if (isLikelyGone(now)) {
			return EvictionReason.KEEP_ALIVE;
		}
		return this.sockets.isTooMany(this) ? EvictionReason.LEASE : null;
	}

	/**
	 * Return whether the remote is likely to have closed the socket by now.
	 */
	private boolean isLikelyGone(long now) {
		return isIdle() && this.keepAlive.isOver(now - this.idleSince, now);
	}

	/**
	 * Return whether the socket is open.
	 * @return whether its channel is active
	 */
	public boolean isOpen() {
		return this.channel.isActive();
	}

	/**
	 * Return whether no call uses the socket.
	 * @return whether it is idle
	 */
	public boolean isIdle() {
		return this.inUse.get() == 0;
	}

	/**
	 * Let the pool, which has it, close the socket.
	 */
	void leave() {
		mark(EvictionReason.LEASE);
		this.leaving = true;
	}

	/**
	 * Return whether the socket is about to be closed.
	 */
	boolean isLeaving() {
		return this.leaving || (this.marked != null && isIdle());
	}

	long idleSince() {
		return this.idleSince;
	}

	@Nullable EvictionReason marked() {
		EvictionReason marked = this.marked;
		return (marked == null && this.suspect) ? EvictionReason.SILENT : marked;
	}

	/**
	 * Return whether the socket is given up, with the calls on it.
	 */
	boolean isSilent() {
		return this.marked == EvictionReason.SILENT;
	}

	/**
	 * Say that the socket turned out to be dead.
	 * @return whether that is news: all the streams of one socket may say so
	 */
	boolean foundDead() {
		boolean news = !this.foundDead;
		this.foundDead = true;
		return news;
	}

	/**
	 * Return whether several calls use the socket, so that it was not idle before.
	 */
	boolean isShared() {
		return this.inUse.get() > 1;
	}

	/**
	 * The socket is closed. The streams on it end after this.
	 */
	void closed() {
		this.closed = true;
	}

	boolean isClosedByUs() {
		return this.end == End.OURS;
	}

	RemoteKeepAlive keepAlive() {
		return this.keepAlive;
	}

	/**
	 * Let the pool close the socket instead of handing it out again. A suspicion may be
	 * taken back.
	 */
	void mark(EvictionReason reason) {
		if (this.marked == null && reason != EvictionReason.SILENT) {
			this.marked = reason;
		}
	}

	/**
	 * Close the socket, unless a call uses it by the time its event loop gets to it.
	 */
	void closeIfIdle(EvictionReason reason) {
		mark(reason);
		try {
			this.channel.eventLoop().execute(this::closeIfIdle);
		}
		catch (RejectedExecutionException ex) {
			// the loop was shut down, and has closed it
		}
	}

	private void closeIfIdle() {
		if (isIdle()) {
			this.channel.close();
		}
	}

	/**
	 * Return whether the socket was closed with its event loop: it was neither the peer
	 * nor the socket's age.
	 * @return whether the loop was shut down
	 */
	public boolean isOfLoopShutDown() {
		return this.channel.eventLoop().isShuttingDown();
	}

	/**
	 * Party that closed a socket.
	 */
	private enum End {

		OURS, PEERS

	}

}
