package dev.lifeguard.pool;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

class EvictionThreadTests {

	@Test
	void threadKeepsNothingOfWhoStartsIt() throws Exception {
		InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
		CompletableFuture<Thread> eviction = new CompletableFuture<>();
		CompletableFuture<String> seen = new CompletableFuture<>();
		Thread starter = new Thread(() -> {
			inherited.set("mine");
			EvictionThread.INSTANCE.schedule(() -> {
				seen.complete(String.valueOf(inherited.get()));
				eviction.complete(Thread.currentThread());
			});
		});
		try (URLClassLoader loader = new URLClassLoader(new URL[0])) {
			starter.setContextClassLoader(loader);
			starter.start();
			Thread thread = eviction.get(5, TimeUnit.SECONDS);
			assertThat(thread.getContextClassLoader()).isSameAs(EvictionThread.class.getClassLoader());
			assertThat(thread.isDaemon()).isTrue();
			assertThat(seen).isCompletedWithValue("null");
		}
	}

	@Test
	void cancelledTaskIsNotRun() throws Exception {
		CountDownLatch later = new CountDownLatch(1);
		CompletableFuture<Void> cancelled = new CompletableFuture<>();
		Disposable task = EvictionThread.INSTANCE.schedule(() -> cancelled.complete(null), 50, TimeUnit.MILLISECONDS);
		task.dispose();
		EvictionThread.INSTANCE.schedule(later::countDown, 60, TimeUnit.MILLISECONDS);
		assertThat(later.await(5, TimeUnit.SECONDS)).isTrue();
		assertThat(cancelled).isNotDone();
	}

}
