package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import dev.lifeguard.lease.Priority;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.web.client.RestClientException;

/**
 * A load that takes what it can get: so many callers, each of which makes its next call
 * as soon as the last one was answered, and a moment after one that was not.
 */
public final class Batch implements AutoCloseable {

	private static final Duration MOMENT = Duration.ofMillis(50);

	private final App app;

	private final String uri;

	private final Priority priority;

	private final LongAdder answered = new LongAdder();

	private final ExecutorService threads = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(null, task, "batch", 256 * 1024);
		thread.setDaemon(true);
		return thread;
	});

	private final CountDownLatch end = new CountDownLatch(1);

	private final List<Disposable> callers;

	/**
	 * Start a load.
	 * @param callers how many callers it has
	 * @param face the kind of client
	 * @param app the application
	 * @param uri where the calls go
	 * @param priority how much they matter
	 */
	public Batch(int callers, Face face, App app, String uri, Priority priority) {
		this.app = app;
		this.uri = uri;
		this.priority = priority;
		this.callers = IntStream.range(0, callers).mapToObj((number) -> start(face)).toList();
	}

	private Disposable start(Face face) {
		if (face == Face.WEB_CLIENT) {
			return reactive().repeat(() -> !isOver()).subscribe();
		}
		this.threads.execute(() -> {
			while (!isOver()) {
				blocking();
			}
		});
		return () -> {
		};
	}

	private void blocking() {
		try {
			this.app.restClient()
				.get()
				.uri(this.uri)
				.attribute(Priority.ATTRIBUTE, this.priority)
				.retrieve()
				.body(String.class);
			this.answered.increment();
		}
		catch (RestClientException ex) {
			waitAMoment();
		}
	}

	private void waitAMoment() {
		try {
			this.end.await(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean isOver() {
		return this.end.getCount() == 0;
	}

	private Mono<String> reactive() {
		return this.app.webClient()
			.get()
			.uri(this.uri)
			.attribute(Priority.ATTRIBUTE, this.priority)
			.retrieve()
			.bodyToMono(String.class)
			.doOnNext((body) -> this.answered.increment())
			.onErrorResume((failure) -> Mono.delay(MOMENT).then(Mono.empty()));
	}

	/**
	 * Return how many calls were answered.
	 * @return the count until now
	 */
	public long answered() {
		return this.answered.sum();
	}

	@Override
	public void close() {
		this.end.countDown();
		this.callers.forEach(Disposable::dispose);
		this.threads.shutdown();
		try {
			this.threads.awaitTermination(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
