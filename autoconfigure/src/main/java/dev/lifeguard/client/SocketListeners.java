package dev.lifeguard.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.SocketListener;

/**
 * Passes on to any number of listeners; one that fails is skipped.
 */
final class SocketListeners implements SocketListener {

	private final List<SocketListener> listeners = new CopyOnWriteArrayList<>();

	private final Consumer<Throwable> failures;

	SocketListeners(Consumer<Throwable> failures) {
		this.failures = failures;
	}

	void add(SocketListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void evicted(String remote, EvictionReason reason) {
		this.listeners.forEach((listener) -> tell(() -> listener.evicted(remote, reason)));
	}

	@Override
	public void stale(String remote) {
		this.listeners.forEach((listener) -> tell(() -> listener.stale(remote)));
	}

	private void tell(Runnable event) {
		try {
			event.run();
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
		}
	}

}
