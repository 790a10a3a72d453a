package dev.lifeguard.lease;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Remotes that a gate knows. Those that nobody uses are forgotten once there are too
 * many, so a client that is pointed at ever new hosts does not grow; and again when there
 * are twice as many as were left, so that a new one costs the same however many are in
 * use.
 */
final class Remotes {

	static final int MANY = 256;

	private final ConcurrentMap<Key, Remote> byKey;

	private final IntSupplier bound;

	private final Order order;

	private final Consumer<String> seen;

	/** Two threads may overwrite each other's: either will do. */
	private volatile int tooMany = MANY;

	Remotes(IntSupplier bound, Order order, Consumer<String> seen) {
		this(new ConcurrentHashMap<>(), bound, order, seen);
	}

	Remotes(ConcurrentMap<Key, Remote> byKey, IntSupplier bound, Order order, Consumer<String> seen) {
		this.byKey = byKey;
		this.bound = bound;
		this.order = order;
		this.seen = seen;
	}

	/**
	 * Return the remote, in use until {@link Remote#endUse()}.
	 */
	Remote use(String host, int port) {
		Key key = new Key(host, port);
		Remote remote = this.byKey.get(key);
		while (remote == null || !remote.tryUse()) {
			if (remote != null) {
				this.byKey.remove(key, remote);
			}
			remote = create(key);
		}
		return remote;
	}

	private Remote create(Key key) {
		if (this.byKey.size() >= this.tooMany) {
			this.byKey.forEach(this::forgetUnlessUsed);
			this.tooMany = Math.max(MANY, 2 * this.byKey.size());
		}
		Remote created = new Remote(key.host() + ":" + key.port(), this.bound, this.order);
		Remote present = this.byKey.putIfAbsent(key, created);
		if (present != null) {
			return present;
		}
		this.seen.accept(created.name());
		return created;
	}

	private void forgetUnlessUsed(Key key, Remote remote) {
		if (remote.tryRetire()) {
			this.byKey.remove(key, remote);
		}
	}

	Collection<Remote> all() {
		return this.byKey.values();
	}

	/**
	 * Key that identifies a remote.
	 *
	 * @param host its name or address
	 * @param port its port
	 */
	record Key(String host, int port) {

	}

}
