package dev.lifeguard.lease;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.lifeguard.failure.PoolExhaustedException;

/**
 * Passes on to any number of listeners. One that fails is skipped: what it throws must
 * never become a call's failure.
 *
 * @since 0.1.0
 */
public final class Listeners implements LeaseListener {

	private final List<LeaseListener> listeners = new CopyOnWriteArrayList<>();

	private final Consumer<Throwable> failures;

	/**
	 * Create an empty list.
	 * @param failures told what a listener threw
	 */
	public Listeners(Consumer<Throwable> failures) {
		this.failures = failures;
	}

	/**
	 * Add a listener. It is not told of what happened before.
	 * @param listener the listener
	 */
	public void add(LeaseListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void remoteSeen(String remote) {
		tell((listener) -> listener.remoteSeen(remote));
	}

	@Override
	public void granted(Lease lease) {
		tell((listener) -> listener.granted(lease));
	}

	@Override
	public void ended(Lease lease) {
		tell((listener) -> listener.ended(lease));
	}

	@Override
	public void leaked(Leak leak) {
		tell((listener) -> listener.leaked(leak));
	}

	@Override
	public void exhausted(PoolExhaustedException failure) {
		tell((listener) -> listener.exhausted(failure));
	}

	private void tell(Consumer<LeaseListener> event) {
		if (this.listeners.isEmpty()) {
			return;
		}
		for (LeaseListener listener : this.listeners) {
			tell(listener, event);
		}
	}

	private void tell(LeaseListener listener, Consumer<LeaseListener> event) {
		try {
			event.accept(listener);
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
		}
	}

}
