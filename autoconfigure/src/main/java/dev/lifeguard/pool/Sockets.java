package dev.lifeguard.pool;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.netty.channel.Channel;

/**
 * Open sockets of a client, whether they serve a call or not, and what is known about how
 * long their remotes keep them.
 * <p>
 * Reactor Netty's own counts would do, but for them it takes hold of the caller's
 * observation, and with it of the response, for as long as the connection serves the
 * call: then a response that was dropped is never collected.
 *
 * @since 0.1.0
 */
public final class Sockets {

	private final Set<PooledSocket> open = ConcurrentHashMap.newKeySet();

	/** Those that are still being opened are among them. */
	private final AtomicInteger all = new AtomicInteger();

	private final KnownRemotes known = new KnownRemotes();

	private final AtomicInteger inUse = new AtomicInteger();

	/** Two threads may overwrite each other's: it is a hint. */
	private volatile int peak;

	private final LongSupplier nanoClock;

	private final SocketListener listener;

	private final long maxLifeNanos;

	private final IntSupplier most;

	/**
	 * Create the sockets of one client, of which there may be any number.
	 * @param settings how long sockets are kept
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param listener told of sockets that are closed while they serve no call
	 */
	public Sockets(PoolSettings settings, LongSupplier nanoClock, SocketListener listener) {
		this(settings, nanoClock, listener, () -> Integer.MAX_VALUE);
	}

	/**
	 * Create the sockets of one client.
	 * @param settings how long sockets are kept
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param listener told of sockets that are closed while they serve no call
	 * @param most how many there may be, over all remotes; after it shrank, those that
	 * serve no call are closed first, and the others when their calls end
	 */
	public Sockets(PoolSettings settings, LongSupplier nanoClock, SocketListener listener, IntSupplier most) {
		this.maxLifeNanos = settings.maxLifeTime().toNanos();
		this.nanoClock = nanoClock;
		this.listener = listener;
		this.most = most;
	}

	/**
	 * A socket is going to be opened. It takes the place of an idle one, to another
	 * remote perhaps, if there are as many as there may be.
	 * @param channel the socket's channel
	 */
	public void opening(Channel channel) {
		this.all.incrementAndGet();
		channel.closeFuture().addListener((closed) -> this.all.decrementAndGet());
		closeTooMany();
	}

	/**
	 * A socket was opened. It is forgotten when it is closed.
	 * @param channel the socket's channel
	 * @param remote the remote, {@code host:port}
	 */
	public void opened(Channel channel, String remote) {
		PooledSocket socket = new PooledSocket(this, channel, remote, this.known.opened(remote), lifeNanos());
		this.open.add(socket);
		channel.closeFuture().addListener((closed) -> closed(socket));
	}

	/**
	 * Give or take a tenth, so that sockets that were opened together do not go together.
	 */
	private long lifeNanos() {
		return (long) (this.maxLifeNanos * ThreadLocalRandom.current().nextDouble(0.9, 1.1));
	}

	private void closed(PooledSocket socket) {
		this.open.remove(socket);
		socket.keepAlive().socketClosed();
		socket.closed();
		boolean idle = socket.isIdle();
		if (!idle) {
			unused();
		}
		if (idle || socket.isSilent()) {
			evicted(socket);
		}
	}

	private void evicted(PooledSocket socket) {
		EvictionReason reason = reason(socket);
		if (reason == EvictionReason.PEER) {
			socket.keepAlive().closedAfter(socket.idleNanos(), now());
		}
		this.listener.evicted(socket.remote(), reason);
	}

	private EvictionReason reason(PooledSocket socket) {
		EvictionReason marked = socket.marked();
		if (marked != null) {
			return marked;
		}
		return socket.isClosedByUs() ? EvictionReason.OPERATOR : EvictionReason.PEER;
	}

	/**
	 * Return how many sockets are idle.
	 * @return the count over all remotes
	 */
	public int idle() {
		return (int) allIdle().count();
	}

	/**
	 * Return how many sockets are idle, by remote.
	 * @return the counts by {@code host:port}
	 */
	public Map<String, Integer> idleByRemote() {
		Map<String, Integer> idle = new TreeMap<>();
		allIdle().forEach((socket) -> idle.merge(socket.remote(), 1, Integer::sum));
		return idle;
	}

	/**
	 * Return how many sockets are open.
	 * @return the count over all remotes
	 */
	public int open() {
		return this.open.size();
	}

	/**
	 * Return how many sockets are open or being opened.
	 * @return the count over all remotes
	 */
	public int openOrOpening() {
		return this.all.get();
	}

	/**
	 * Return the remotes that sockets have been opened to.
	 * @return {@code host:port}
	 */
	public Set<String> remotes() {
		return this.known.names();
	}

	/**
	 * Return whether {@link #remotes()} may be fewer than those that there are pools for:
	 * there were too many to remember all of them, and a pool outlives its last socket by
	 * {@code pool.evict-interval}.
	 * @return whether a remote was ever forgotten
	 */
	public boolean isForgetful() {
		return this.known.isForgetful();
	}

	/**
	 * Return what is known of how long the remotes keep idle connections.
	 * @return by {@code host:port}; remotes of which nothing is known are left out
	 */
	public Map<String, KeptFor> keptFor() {
		Map<String, KeptFor> kept = new TreeMap<>();
		this.known.forEach((remote, keepAlive) -> {
			KeptFor time = new KeptFor(keepAlive.advertised(), keepAlive.observed(now()));
			if (time.isKnown()) {
				kept.put(remote, time);
			}
		});
		return kept;
	}

	/**
	 * Close the sockets that are idle.
	 * @param reason why they are closed
	 * @return the number of sockets that are being closed
	 */
	public int closeIdle(EvictionReason reason) {
		return close(allIdle(), reason);
	}

	/**
	 * Close idle sockets while there are more than there may be: those first that no call
	 * has used for longest.
	 */
	public void closeTooMany() {
		int most = this.most.getAsInt();
		if (this.all.get() > most) {
			markTooMany(most).forEach((socket) -> socket.closeIfIdle(EvictionReason.LEASE));
		}
	}

	private synchronized List<PooledSocket> markTooMany(int most) {
		// read once: calls use and leave the sockets while this sorts them
		List<PooledSocket> tooMany = allIdle().filter((socket) -> !socket.isLeaving())
			.map(IdleSince::of)
			.sorted(Comparator.comparingLong(IdleSince::nanos))
			.limit(Math.max(0, staying() - most))
			.map(IdleSince::socket)
			.toList();
		tooMany.forEach((socket) -> socket.mark(EvictionReason.LEASE));
		return tooMany;
	}

	/**
	 * Return whether there are more sockets than there may be, so that one that returns
	 * is not kept.
	 */
	boolean isTooMany(PooledSocket socket) {
		int most = this.most.getAsInt();
		return this.all.get() > most && leaves(socket, most);
	}

	/**
	 * One after the other: if two return at the same time, perhaps only one must be
	 * closed.
	 */
	private synchronized boolean leaves(PooledSocket socket, int most) {
		boolean tooMany = staying() > most;
		if (tooMany) {
			socket.leave();
		}
		return tooMany;
	}

	private int staying() {
		return this.all.get() - (int) this.open.stream().filter(PooledSocket::isLeaving).count();
	}

	/**
	 * Close the sockets that no call has used for a time, except for some: those that
	 * were used last stay.
	 * @param keep how many of the idle ones stay in any case
	 * @param unusedNanos how long no call has used those that go
	 */
	void closeSurplus(int keep, long unusedNanos) {
		// read once: calls use and leave the sockets while this sorts them
		close(allIdle().map(IdleSince::of)
			.sorted(Comparator.comparingLong(IdleSince::nanos).reversed())
			.skip(keep)
			.filter((idle) -> now() - idle.nanos() >= unusedNanos)
			.map(IdleSince::socket), EvictionReason.SURPLUS);
	}

	private static int close(Stream<PooledSocket> idle, EvictionReason reason) {
		List<PooledSocket> sockets = idle.toList();
		sockets.forEach((socket) -> socket.closeIfIdle(reason));
		return sockets.size();
	}

	/**
	 * A kept socket turned out to be dead: the others that are idle are not trusted any
	 * more, so that the next call has a fresh one.
	 * @param socket the dead one
	 */
	public void stale(PooledSocket socket) {
		if (!socket.foundDead()) {
			return;
		}
		this.listener.stale(socket.remote());
		if (!socket.isShared()) {
			socket.keepAlive().closedAfter(socket.idleNanos(), now());
		}
		allIdle().filter((other) -> other.remote().equals(socket.remote()))
			.forEach((other) -> other.closeIfIdle(EvictionReason.STALE));
	}

	/**
	 * Nothing arrived on a kept socket in time. The reason may affect its neighbours:
	 * those that have not been used successfully since are not used again.
	 * @param socket the silent one
	 * @param since when it was used, in nanoseconds of the clock
	 */
	public void silent(PooledSocket socket, long since) {
		allIdle().filter((other) -> other.remote().equals(socket.remote()) && other.idleSince() - since < 0)
			.forEach((other) -> other.closeIfIdle(EvictionReason.SUSPECT));
	}

	private Stream<PooledSocket> allIdle() {
		return this.open.stream().filter(PooledSocket::isIdle);
	}

	void used() {
		this.peak = Math.max(this.peak, this.inUse.incrementAndGet());
	}

	void unused() {
		this.inUse.decrementAndGet();
	}

	/**
	 * Return the most sockets that were in use at once since this was last asked.
	 */
	int takePeak() {
		int peak = this.peak;
		this.peak = this.inUse.get();
		return peak;
	}

	long now() {
		return this.nanoClock.getAsLong();
	}

	/**
	 * Socket with the time since when no call has used it.
	 *
	 * @param socket the socket
	 * @param nanos when the last call ended
	 */
	private record IdleSince(PooledSocket socket, long nanos) {

		static IdleSince of(PooledSocket socket) {
			return new IdleSince(socket, socket.idleSince());
		}

	}

}
