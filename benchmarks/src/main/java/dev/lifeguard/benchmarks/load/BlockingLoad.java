package dev.lifeguard.benchmarks.load;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Calls from the threads of a service, which has so many of them and a queue in front.
 */
final class BlockingLoad implements Load {

	private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>(ScheduledCall.MOST);

	private final BlockingCalls calls;

	private final ExecutorService executor;

	BlockingLoad(BlockingCalls calls, Threads threads) {
		this.calls = calls;
		this.executor = threads.executor();
		for (int thread = 0; thread < threads.count(); thread++) {
			this.executor.execute(this::serve);
		}
	}

	private void serve() {
		try {
			while (!this.executor.isShutdown()) {
				this.waiting.take().run();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void begin(Job job, Consumer<Boolean> ended) {
		if (!this.waiting.offer(() -> ended.accept(succeeds(job)))) {
			ended.accept(false);
		}
	}

	@Override
	public void loop(Job job, Tally tally) {
		this.executor.execute(() -> {
			while (tally.goesOn()) {
				tally.count(succeeds(job));
			}
			tally.callerEnded();
		});
	}

	private boolean succeeds(Job job) {
		try {
			return this.calls.call(job);
		}
		catch (Exception ex) {
			return false;
		}
	}

	@Override
	public void drop() {
		this.waiting.clear();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.calls.close();
	}

}
