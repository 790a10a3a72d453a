package dev.lifeguard.lease;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The remotes that a gate knows. Those that nobody uses are forgotten once there are too
 * many, so a client that is pointed at ever new hosts does not grow.
 */
final class Remotes {

	static final int TOO_MANY = 256;

	private final ConcurrentMap<Key, Remote> byKey = new ConcurrentHashMap<>();

	private final IntSupplier bound;

	private final Consumer<String> seen;

	Remotes(IntSupplier bound, Consumer<String> seen) {
		this.bound = bound;
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
		if (this.byKey.size() >= TOO_MANY) {
			this.byKey.values().removeIf(Remote::tryRetire);
		}
		Remote created = new Remote(key.host() + ":" + key.port(), this.bound);
		Remote present = this.byKey.putIfAbsent(key, created);
		if (present != null) {
			return present;
		}
		this.seen.accept(created.name());
		return created;
	}

	Collection<Remote> all() {
		return this.byKey.values();
	}

	private record Key(String host, int port) {

	}

}
