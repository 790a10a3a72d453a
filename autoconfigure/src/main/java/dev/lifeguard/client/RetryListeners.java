package dev.lifeguard.client;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Passes on to any number of listeners; one that fails is skipped.
 */
final class RetryListeners implements RetryListener {

	private final List<RetryListener> listeners = new CopyOnWriteArrayList<>();

	private final Consumer<Throwable> failures;

	RetryListeners(Consumer<Throwable> failures) {
		this.failures = failures;
	}

	void add(RetryListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
		this.listeners.forEach((listener) -> {
			try {
				listener.decided(attempt, decision, observation);
			}
			catch (Throwable ex) {
				this.failures.accept(ex);
			}
		});
	}

}
