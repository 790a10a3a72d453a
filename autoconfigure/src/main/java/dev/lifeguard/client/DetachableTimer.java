package dev.lifeguard.client;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

import dev.lifeguard.time.WaitTimer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Timer for the waits in a client's pools, as long as the client is open, because Reactor
 * Netty keeps what a provider was given until the JVM ends. Its own choice would be the
 * parallel scheduler, which the application may have blocked.
 */
final class DetachableTimer implements BiFunction<Runnable, Duration, Disposable> {

	private volatile @Nullable BiFunction<Runnable, Duration, Disposable> timer;

	/**
	 * Run tasks from now on.
	 * @param timer knows when
	 * @param threads run them: a task may take its time
	 */
	void attach(WaitTimer timer, Executor threads) {
		this.timer = (task, delay) -> timer.schedule(() -> threads.execute(task), delay.toNanos())::run;
	}

	void detach() {
		this.timer = null;
	}

	/**
	 * Run a task later. Nobody waits in the pools of a client that is closed: closing
	 * them tells those who did.
	 */
	@Override
	public Disposable apply(Runnable task, Duration delay) {
		BiFunction<Runnable, Duration, Disposable> timer = this.timer;
		return (timer != null) ? timer.apply(task, delay) : Disposables.disposed();
	}

}
