package dev.lifeguard.benchmarks.soak;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBufAllocator;

/**
 * The negative control: each second a socket, a thread, a part of the heap and a direct
 * buffer are taken and never given back.
 */
final class PlainLeak {

	private static final int HEAP_BYTES = 256 * 1024;

	private static final int DIRECT_BYTES = 128 * 1024;

	private final URI url;

	private final List<Object> kept = new ArrayList<>();

	PlainLeak(String url) {
		this.url = URI.create(url);
	}

	void start() {
		Executors.newSingleThreadScheduledExecutor(PlainLeak::daemon)
			.scheduleAtFixedRate(this::leak, 1, 1, TimeUnit.SECONDS);
	}

	private void leak() {
		this.kept.add(new byte[HEAP_BYTES]);
		this.kept.add(ByteBufAllocator.DEFAULT.directBuffer(DIRECT_BYTES));
		Thread thread = daemon(this::sleep);
		thread.start();
		this.kept.add(thread);
		try {
			this.kept.add(new Socket(this.url.getHost(), this.url.getPort()));
		}
		catch (IOException ex) {
			// the backend lets nobody in at the moment
			this.kept.add(ex);
		}
	}

	private void sleep() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Thread daemon(Runnable task) {
		Thread thread = new Thread(task, "leak");
		thread.setDaemon(true);
		return thread;
	}

}
