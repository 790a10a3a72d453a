package dev.lifeguard.lease;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.lifeguard.time.Fence;

/**
 * List of listeners of one type, for any package that has some. Each is notified behind a
 * {@link Fence}: one that fails is skipped for the event, and affects neither the others
 * nor the call.
 * <p>
 * Listeners may be added and notified from any thread. They run on the notifying thread,
 * in the order in which they were added.
 *
 * @param <L> the type of the listeners
 * @since 0.1.0
 */
public final class Listeners<L> {

	private final List<L> listeners = new CopyOnWriteArrayList<>();

	private final Fence fence;

	/**
	 * Create an empty list.
	 * @param failures told what a listener threw
	 */
	public Listeners(Consumer<? super Throwable> failures) {
		this.fence = new Fence(failures);
	}

	/**
	 * Add a listener. It is not told of what happened before.
	 * @param listener the listener
	 */
	public void add(L listener) {
		this.listeners.add(listener);
	}

	/**
	 * Tell every listener.
	 * @param event what to call of a listener
	 */
	public void tell(Consumer<? super L> event) {
		if (this.listeners.isEmpty()) {
			return;
		}
		for (L listener : this.listeners) {
			this.fence.accept(event, listener);
		}
	}

	/**
	 * Tell every listener, by a method that takes one argument. Unlike an event that has
	 * the argument in it, this costs no object, whether there are listeners or not.
	 * @param <A> the type of the argument
	 * @param event what to call of a listener
	 * @param argument the argument
	 */
	public <A> void tell(BiConsumer<? super L, ? super A> event, A argument) {
		if (this.listeners.isEmpty()) {
			return;
		}
		for (L listener : this.listeners) {
			this.fence.accept(event, listener, argument);
		}
	}

}
