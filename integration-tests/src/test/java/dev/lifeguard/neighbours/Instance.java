package dev.lifeguard.neighbours;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A real HTTP server on loopback that says what it is told to, and remembers the
 * {@code Authorization} of each request.
 */
final class Instance implements AutoCloseable {

	private static final LoopResources LOOPS = LoopResources.create("instance", 2, true);

	private final List<String> authorizations = new CopyOnWriteArrayList<>();

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final Answer answer;

	private final DisposableServer server;

	private Instance(Answer answer) {
		this.answer = answer;
		this.server = HttpServer.create()
			.runOn(LOOPS)
			.channelGroup(this.connections)
			.host("127.0.0.1")
			.port(0)
			.handle(this::serve)
			.bindNow();
	}

	/**
	 * Start a server.
	 * @param answer what it answers
	 * @return the server
	 */
	static Instance start(Answer answer) {
		return new Instance(answer);
	}

	/**
	 * Start a server that answers with its own name.
	 * @param name the name
	 * @return the server
	 */
	static Instance named(String name) {
		return start((number, response) -> response.sendString(Mono.just(name)).then());
	}

	private Mono<Void> serve(HttpServerRequest request, HttpServerResponse response) {
		this.authorizations.add(request.requestHeaders().get("Authorization", ""));
		return request.receive().then(this.answer.to(this.authorizations.size(), response));
	}

	/**
	 * Return what the requests had as their {@code Authorization}, or an empty text.
	 * @return one for each request
	 */
	List<String> authorizations() {
		return this.authorizations;
	}

	int connectionsOpen() {
		return this.connections.size();
	}

	int requests() {
		return this.authorizations.size();
	}

	String remote() {
		return "127.0.0.1:" + this.server.port();
	}

	String url() {
		return "http://" + remote();
	}

	@Override
	public void close() {
		this.server.disposeNow();
		this.connections.close().syncUninterruptibly();
	}

	/**
	 * What a server answers.
	 */
	interface Answer {

		/**
		 * Answer one request.
		 * @param number which request it is, 1 for the first
		 * @param response the way back
		 * @return when it is done
		 */
		Mono<Void> to(int number, HttpServerResponse response);

	}

}
