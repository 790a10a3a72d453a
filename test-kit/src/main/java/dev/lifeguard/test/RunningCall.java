package dev.lifeguard.test;

import java.time.Duration;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * Call on a thread of its own.
 */
final class RunningCall {

	private final ThrowingCallable call;

	private final Thread thread = new Thread(this::run, "call-of-a-test");

	private volatile @Nullable Throwable failure;

	private RunningCall(ThrowingCallable call) {
		this.call = call;
		this.thread.setDaemon(true);
	}

	static RunningCall start(ThrowingCallable call) {
		RunningCall running = new RunningCall(call);
		running.thread.start();
		return running;
	}

	private void run() {
		try {
			this.call.call();
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
	}

	boolean endsWithin(Duration longest) {
		try {
			this.thread.join(Math.max(1, longest.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return !this.thread.isAlive();
	}

	/**
	 * Give it up.
	 * @return where it is
	 */
	StackTraceElement[] interrupt() {
		StackTraceElement[] stack = this.thread.getStackTrace();
		this.thread.interrupt();
		return stack;
	}

	@Nullable Throwable failure() {
		return this.failure;
	}

}
