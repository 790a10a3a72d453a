package dev.lifeguard.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpMethod;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/**
 * Transport of a client on the event loops that it was made for. Loops belong to whoever
 * made them, who may shut them down at any time: with another application context, or in
 * a test.
 *
 * @param http the transport
 * @param requests the transport with each of the usual methods: the library copies all of
 * its configuration to add one
 * @param loops the loops that it runs on
 * @param assembly what it was put together by
 */
record RunningTransport(HttpClient http, Map<String, HttpClient.RequestSender> requests, EventLoopGroup loops,
		HttpClientAssembly assembly) {

	private static final List<HttpMethod> USUAL = List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
			HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE, HttpMethod.OPTIONS);

	/**
	 * Put a transport together. If its loops have been shut down before that, it runs on
	 * the library's global ones, which are made again when they are needed.
	 */
	static RunningTransport make(HttpClientAssembly assembly, HttpClient bare) {
		HttpClientConfig config = bare.configuration();
		HttpClient running = loops(config).isShuttingDown() ? bare.runOn(HttpResources.get(), config.isPreferNative())
				: bare;
		HttpClient http = assembly.assemble(running);
		Map<String, HttpClient.RequestSender> requests = USUAL.stream()
			.collect(Collectors.toUnmodifiableMap(HttpMethod::name, http::request));
		return new RunningTransport(http, requests, loops(http.configuration()), assembly);
	}

	private static EventLoopGroup loops(HttpClientConfig config) {
		return config.loopResources().onClient(config.isPreferNative());
	}

	/**
	 * Begin a request.
	 * @param method the request's method
	 */
	HttpClient.RequestSender request(String method) {
		HttpClient.RequestSender usual = this.requests.get(method);
		return (usual != null) ? usual : this.http.request(HttpMethod.valueOf(method));
	}

	boolean isUsable() {
		return !this.loops.isShuttingDown();
	}

}
