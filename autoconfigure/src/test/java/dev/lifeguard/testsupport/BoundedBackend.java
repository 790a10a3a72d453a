package dev.lifeguard.testsupport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * A real HTTP server on loopback with so many workers and a first-come queue before them.
 * As a server with a thread pool does, it continues with work that nobody waits for any
 * more.
 */
public final class BoundedBackend implements AutoCloseable {

	private static final LoopResources LOOPS = LoopResources.create("backend", 2, true);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final int workers;

	private final Duration deadline;

	private final AtomicInteger arrivedTooLate = new AtomicInteger();

	private final AtomicInteger unanswered = new AtomicInteger();

	private final Deque<MonoSink<String>> queue = new ArrayDeque<>();

	private final DisposableServer server;

	private int busy;

	private volatile Duration serviceTime;

	private BoundedBackend(int workers, Duration serviceTime, Duration deadline) {
		this.workers = workers;
		this.serviceTime = serviceTime;
		this.deadline = deadline;
		this.server = HttpServer.create()
			.runOn(LOOPS)
			.bindAddress(() -> new InetSocketAddress("127.0.0.1", 0))
			.handle((request, response) -> {
				arrived(request.uri());
				return response.sendString(Mono.create((sink) -> this.clock.execute(() -> enqueue(sink))));
			})
			.bindNow();
	}

	/**
	 * Start a backend.
	 * @param workers how many requests it serves at once
	 * @param serviceTime how long each takes, give or take a fifth
	 * @param deadline how old a request may be when it arrives
	 * @return the backend
	 */
	public static BoundedBackend start(int workers, Duration serviceTime, Duration deadline) {
		return new BoundedBackend(workers, serviceTime, deadline);
	}

	private void arrived(String uri) {
		int started = uri.indexOf("started=");
		if (started != -1) {
			long age = System.nanoTime() - Long.parseLong(uri.substring(started + "started=".length()));
			this.arrivedTooLate.addAndGet((age > this.deadline.toNanos()) ? 1 : 0);
		}
	}

	private void enqueue(MonoSink<String> request) {
		this.unanswered.incrementAndGet();
		if (this.busy < this.workers) {
			serve(request);
		}
		else {
			this.queue.add(request);
		}
	}

	private void serve(MonoSink<String> request) {
		this.busy++;
		double factor = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
		this.clock.schedule(() -> served(request), (long) (this.serviceTime.toNanos() * factor), TimeUnit.NANOSECONDS);
	}

	private void served(MonoSink<String> request) {
		this.busy--;
		request.success("{\"ok\":true}");
		this.unanswered.decrementAndGet();
		MonoSink<String> next = this.queue.poll();
		if (next != null) {
			serve(next);
		}
	}

	/**
	 * Take this long for what is begun from now on.
	 * @param serviceTime the time
	 */
	public void serviceTime(Duration serviceTime) {
		this.serviceTime = serviceTime;
	}

	/**
	 * Return how many requests were past their deadline already when they arrived.
	 * @return the count
	 */
	public int arrivedTooLate() {
		return this.arrivedTooLate.get();
	}

	/**
	 * Return whether there is nothing to do.
	 * @return whether each request was answered
	 */
	public boolean isIdle() {
		return this.unanswered.get() == 0;
	}

	public String url() {
		return "http://127.0.0.1:" + this.server.port() + "/";
	}

	@Override
	public void close() {
		this.server.disposeNow(Duration.ofSeconds(5));
		this.clock.shutdownNow();
	}

}
