package dev.lifeguard.client;

import io.netty.channel.EventLoopGroup;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/**
 * A client's transport on the event loops that it was made for. Loops belong to whoever
 * made them, who may shut them down at any time: with another application context, or in
 * a test.
 *
 * @param http the transport
 * @param loops the loops that it runs on
 * @param assembly what it was put together by
 */
record RunningTransport(HttpClient http, EventLoopGroup loops, HttpClientAssembly assembly) {

	/**
	 * Put a transport together. If its loops have been shut down before that, it runs on
	 * the library's global ones, which are made again when they are needed.
	 */
	static RunningTransport make(HttpClientAssembly assembly, HttpClient bare) {
		HttpClientConfig config = bare.configuration();
		HttpClient running = loops(config).isShuttingDown() ? bare.runOn(HttpResources.get(), config.isPreferNative())
				: bare;
		HttpClient http = assembly.assemble(running);
		return new RunningTransport(http, loops(http.configuration()), assembly);
	}

	private static EventLoopGroup loops(HttpClientConfig config) {
		return config.loopResources().onClient(config.isPreferNative());
	}

	boolean isUsable() {
		return !this.loops.isShuttingDown();
	}

}
