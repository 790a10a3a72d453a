package dev.lifeguard.sample;

import java.time.Duration;

import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Runs the backend on a port and a thread of its own: up before the application takes
 * requests, down after it.
 */
@Component
class BackendServer implements SmartLifecycle {

	private static final int SMALL_BUFFER = 64 * 1024;

	private final BackendProperties properties;

	private final BackendAnswers answers;

	private @Nullable LoopResources loops;

	private @Nullable DisposableServer server;

	BackendServer(BackendProperties properties, BackendAnswers answers) {
		this.properties = properties;
		this.answers = answers;
	}

	@Override
	public void start() {
		LoopResources loops = LoopResources.create("backend", 1, true);
		this.loops = loops;
		this.server = HttpServer.create()
			.host(BackendProperties.HOST)
			.port(this.properties.port())
			.runOn(loops)
			.childOption(ChannelOption.SO_SNDBUF, SMALL_BUFFER)
			.handle(this.answers)
			.bindNow();
	}

	@Override
	public void stop() {
		DisposableServer server = this.server;
		LoopResources loops = this.loops;
		this.server = null;
		if (server != null && loops != null) {
			server.disposeNow();
			loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
		}
	}

	@Override
	public boolean isRunning() {
		return this.server != null;
	}

	@Override
	public int getPhase() {
		return 0;
	}

}
