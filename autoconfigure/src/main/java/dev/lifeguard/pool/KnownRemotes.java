package dev.lifeguard.pool;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * Remotes that sockets have been opened to, and how long each of them keeps connections.
 * <p>
 * Those that have no open socket are forgotten once there are too many, and again when
 * there are twice as many as were left: a look at all of them is paid for by as many new
 * ones, so that the next one costs the same however many there are, and no more than
 * twice as many are known as ever were open at once.
 */
final class KnownRemotes {

	static final int MANY = 256;

	private final ConcurrentMap<String, RemoteKeepAlive> byName;

	private final AtomicBoolean forgetting = new AtomicBoolean();

	private volatile int tooMany = MANY;

	private volatile boolean forgetful;

	KnownRemotes() {
		this(new ConcurrentHashMap<>());
	}

	KnownRemotes(ConcurrentMap<String, RemoteKeepAlive> byName) {
		this.byName = byName;
	}

	/**
	 * A socket was opened.
	 * @return what is known about its remote, to be notified when the socket is closed
	 */
	RemoteKeepAlive opened(String remote) {
		if (this.byName.size() >= this.tooMany) {
			forgetSome();
		}
		return this.byName.compute(remote,
				(name, known) -> ((known != null) ? known : new RemoteKeepAlive()).socketOpened());
	}

	/**
	 * Several event loops may come here at once; one of them is enough.
	 */
	private void forgetSome() {
		if (this.forgetting.compareAndSet(false, true)) {
			try {
				this.byName.keySet().forEach(this::forgetUnlessOpen);
				this.tooMany = Math.max(MANY, 2 * this.byName.size());
			}
			finally {
				this.forgetting.set(false);
			}
		}
	}

	private void forgetUnlessOpen(String remote) {
		if (this.byName.computeIfPresent(remote, (name, known) -> known.isOpen() ? known : null) == null) {
			this.forgetful = true;
		}
	}

	Set<String> names() {
		return this.byName.keySet();
	}

	void forEach(BiConsumer<String, RemoteKeepAlive> action) {
		this.byName.forEach(action);
	}

	/**
	 * Return whether a remote was ever forgotten.
	 */
	boolean isForgetful() {
		return this.forgetful;
	}

}
