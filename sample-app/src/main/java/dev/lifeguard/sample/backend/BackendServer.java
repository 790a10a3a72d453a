package dev.lifeguard.sample.backend;

import java.net.InetSocketAddress;
import java.time.Duration;

import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Server on a port, with a thread of its own, which can refuse all connections.
 */
class BackendServer {

	private static final int SMALL_BUFFER = 64 * 1024;

	private final InetSocketAddress address;

	private final OpenConnections connections = new OpenConnections();

	private final HttpServer server;

	private @Nullable LoopResources loops;

	private @Nullable DisposableServer open;

	private @Nullable BlackHole hole;

	BackendServer(InetSocketAddress address, BackendAnswers answers) {
		this.address = address;
		this.server = HttpServer.create()
			.bindAddress(() -> address)
			.childOption(ChannelOption.SO_SNDBUF, SMALL_BUFFER)
			.doOnConnection(this.connections::add)
			.handle((request, response) -> this.connections.watch(answers, request, response));
	}

	/**
	 * Let callers in.
	 */
	synchronized void open() {
		if (this.hole != null) {
			this.hole.close();
			this.hole = null;
		}
		if (this.open == null) {
			this.open = this.server.runOn(loops()).bindNow();
		}
	}

	private LoopResources loops() {
		LoopResources loops = (this.loops != null) ? this.loops : LoopResources.create("backend", 1, true);
		this.loops = loops;
		return loops;
	}

	/**
	 * Cut the callers' connections and refuse new ones.
	 */
	synchronized void swallow() {
		if (this.hole == null) {
			close();
			this.hole = new BlackHole(this.address);
		}
	}

	private void close() {
		if (this.open != null) {
			this.open.disposeNow();
			this.open = null;
		}
		this.connections.closeAll();
	}

	void dropIdle() {
		this.connections.closeIdle();
	}

	synchronized void stop() {
		if (this.hole != null) {
			this.hole.close();
			this.hole = null;
		}
		close();
		if (this.loops != null) {
			this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
			this.loops = null;
		}
	}

}
