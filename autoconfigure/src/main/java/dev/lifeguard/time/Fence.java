package dev.lifeguard.time;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Fence around callbacks of the application, for any room that calls one: what a callback
 * throws is reported, and is never the failure of the call that it was called for.
 * <p>
 * It keeps nothing, takes no lock and makes no object, so it may be used from any thread
 * and for every call.
 *
 * @since 0.1.0
 */
public final class Fence {

	private final Consumer<? super Throwable> failures;

	/**
	 * Create a fence.
	 * @param failures told what a callback threw; what this throws itself is dropped
	 */
	public Fence(Consumer<? super Throwable> failures) {
		this.failures = failures;
	}

	/**
	 * Return a fence that reports to whoever handles what is thrown on the current thread
	 * and not caught: for tasks that nobody waits for.
	 * @return the fence
	 */
	public static Fence ofThread() {
		return new Fence((failure) -> {
			Thread thread = Thread.currentThread();
			thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
		});
	}

	/**
	 * Run a callback.
	 * @param callback the callback
	 */
	public void run(Runnable callback) {
		try {
			callback.run();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/**
	 * Hand a value to a callback.
	 * @param <T> the type of the value
	 * @param callback the callback
	 * @param value the value
	 */
	public <T> void accept(Consumer<? super T> callback, T value) {
		try {
			callback.accept(value);
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/**
	 * Hand two values to a callback.
	 * @param <T> the type of the first value
	 * @param <U> the type of the second value
	 * @param callback the callback
	 * @param first the first value
	 * @param second the second value
	 */
	public <T, U> void accept(BiConsumer<? super T, ? super U> callback, T first, U second) {
		try {
			callback.accept(first, second);
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

	/**
	 * Ask a callback for something.
	 * @param <T> the type of the answer
	 * @param callback the callback
	 * @param otherwise what counts as its answer if it throws
	 * @return the answer
	 */
	public <T extends @Nullable Object> T get(Supplier<? extends T> callback, T otherwise) {
		try {
			return callback.get();
		}
		catch (Throwable ex) {
			failed(ex);
			return otherwise;
		}
	}

	private void failed(Throwable failure) {
		try {
			this.failures.accept(failure);
		}
		catch (Throwable ex) {
			// nobody is left to notify
		}
	}

}
