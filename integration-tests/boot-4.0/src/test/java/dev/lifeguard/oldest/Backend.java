package dev.lifeguard.oldest;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * HTTP server on loopback that answers with the request's method and path, at once or
 * when it is opened.
 */
final class Backend implements AutoCloseable {

	private static final int OK = 200;

	private static final LoopResources LOOPS = LoopResources.create("backend", 2, true);

	private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

	private final AtomicInteger requests = new AtomicInteger();

	private final DisposableServer server;

	private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

	Backend() {
		this.server = HttpServer.create().runOn(LOOPS).host("127.0.0.1").port(0).handle(this::serve).bindNow();
	}

	private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
		this.requests.incrementAndGet();
		Integer status = this.statuses.poll();
		return Mono.fromFuture(this.gate, true)
			.then(response.status((status != null) ? status : OK)
				.sendString(Mono.just(request.method() + " " + request.uri()))
				.then());
	}

	/**
	 * Answer the next request with another status than 200.
	 * @param status the status
	 */
	void next(int status) {
		this.statuses.add(status);
	}

	/**
	 * Keep the answers of all further requests back until {@link #open()}.
	 */
	void shut() {
		this.gate = new CompletableFuture<>();
	}

	void open() {
		this.gate.complete(null);
	}

	int requests() {
		return this.requests.get();
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	@Override
	public void close() {
		open();
		this.server.disposeNow();
	}

}
