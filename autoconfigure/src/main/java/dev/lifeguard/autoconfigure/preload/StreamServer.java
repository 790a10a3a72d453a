package dev.lifeguard.autoconfigure.preload;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/**
 * Server of HTTP/2, with an event loop of its own.
 *
 * @param loops the loop
 * @param server the server
 * @param scheme what it is called with
 */
record StreamServer(LoopResources loops, DisposableServer server, String scheme) implements LoopbackServer {

	static StreamServer start(@Nullable LoopbackCertificate certificate) {
		LoopResources loops = LoopResources.create("lifeguard-preload-server", 1, true);
		HttpServer server = HttpServer.create().runOn(loops, false).host(HOST).port(0);
		HttpServer speaking = (certificate != null) ? secure(server, certificate) : server.protocol(HttpProtocol.H2C);
		return new StreamServer(loops, speaking.route(StreamServer::routes).bindNow(),
				(certificate != null) ? "https" : "http");
	}

	private static HttpServer secure(HttpServer server, LoopbackCertificate certificate) {
		GenericSslContextSpec<?> own = Http2SslContextSpec.forServer(certificate.key(), certificate.chain());
		return server.protocol(HttpProtocol.H2).secure((tls) -> tls.sslContext(own));
	}

	private static void routes(HttpServerRoutes routes) {
		routes.get(HELD, (request, response) -> response.sendString(Flux.just(JSON).concatWith(Mono.never())))
			.get(ANSWERED, (request, response) -> response.sendString(Mono.just(JSON)))
			.post(ANSWERED, (request, response) -> request.receive().then(response.sendString(Mono.just(JSON)).then()));
	}

	@Override
	public String url() {
		return "%s://%s:%s".formatted(this.scheme, HOST, this.server.port());
	}

	@Override
	public void close() {
		this.server.dispose();
		this.loops.dispose();
	}

}
