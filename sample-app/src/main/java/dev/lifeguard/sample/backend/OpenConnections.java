package dev.lifeguard.sample.backend;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Connections to a backend, and those among them that wait for an answer.
 */
class OpenConnections {

	private final ChannelGroup all = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final Set<Channel> busy = ConcurrentHashMap.newKeySet();

	void add(Connection connection) {
		this.all.add(connection.channel());
	}

	/**
	 * Let a handler answer, and know meanwhile that its connection is busy.
	 */
	Publisher<Void> watch(BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> handler,
			HttpServerRequest request, HttpServerResponse response) {
		Channel[] channel = new Channel[1];
		request.withConnection((connection) -> channel[0] = connection.channel());
		this.busy.add(channel[0]);
		return Mono.from(handler.apply(request, response)).doFinally((end) -> this.busy.remove(channel[0]));
	}

	void closeIdle() {
		this.all.close((channel) -> !this.busy.contains(channel));
	}

	void closeAll() {
		this.all.close().awaitUninterruptibly();
	}

}
