package dev.lifeguard.sample.backend;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Backend on a free port that takes 200 ms for a request, serves as many at once as it
 * has connections, and allows no more than a number of those.
 *
 * @since 0.1.0
 */
public final class CappedBackend implements AutoCloseable {

	private static final String ANSWER = "3 orders\n";

	private static final int LEAST_MILLIS = 150;

	private static final int MOST_MILLIS = 250;

	private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

	private final ConnectionCap cap;

	// one thread, so that what is counted is in order
	private final LoopResources loop = LoopResources.create("backend-fleet", 1, true);

	private @Nullable DisposableServer server;

	/**
	 * Create a backend that does not listen.
	 * @param connections how many it allows
	 */
	public CappedBackend(int connections) {
		this.cap = new ConnectionCap(connections);
	}

	/**
	 * Listen.
	 * @return the base URL
	 */
	public synchronized String start() {
		DisposableServer server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.runOn(this.loop)
			.idleTimeout(KEEP_ALIVE)
			.doOnChannelInit((observer, channel, remote) -> this.cap.enter(channel))
			.handle(this::answer)
			.bindNow();
		this.server = server;
		return "http://127.0.0.1:" + server.port();
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		int millis = ThreadLocalRandom.current().nextInt(LEAST_MILLIS, MOST_MILLIS);
		return response.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(ANSWER.length()))
			.header("Keep-Alive", "timeout=" + KEEP_ALIVE.toSeconds())
			.sendString(Mono.just(ANSWER).delayElement(Duration.ofMillis(millis)))
			.then();
	}

	/**
	 * Return the connections that it counts.
	 * @return the count now
	 */
	public ConnectionCount connections() {
		return this.cap.state();
	}

	@Override
	public synchronized void close() {
		if (this.server != null) {
			this.server.disposeNow();
			this.server = null;
		}
		this.loop.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
	}

}
