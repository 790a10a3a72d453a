package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.resources.LoopResources;

import org.springframework.util.unit.DataSize;

/**
 * A real HTTP server on loopback that answers late, or only when it is told to, and
 * counts what reaches it.
 */
public final class Backend implements AutoCloseable {

	private static final LoopResources LOOPS = LoopResources.create("backend", 2, true);

	private final DisposableServer server;

	private final InFlight inFlight;

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger connections = new AtomicInteger();

	private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private volatile Duration delay = Duration.ZERO;

	private volatile Sinks.One<Boolean> gate = opened();

	private Backend(String host, int port, InFlight inFlight, HttpProtocol... protocols) {
		this.inFlight = inFlight;
		this.server = HttpServer.create()
			.runOn(LOOPS)
			.host(host)
			.port(port)
			.protocol(protocols)
			.channelGroup(this.open)
			.doOnChannelInit((observer, channel, remote) -> {
				if (channel instanceof SocketChannel) {
					this.connections.incrementAndGet();
				}
			})
			.route((routes) -> routes
				.get("/bytes/{size}",
						(request, response) -> response
							.sendByteArray(bytes(DataSize.parse(request.param("size")).toBytes())))
				.get("/moved", (request, response) -> response.sendRedirect("/"))
				.post("/echo", (request, response) -> response.send(request.receive().retain()))
				.post("/count",
						(request,
								response) -> response.sendString(request.receive()
									.map((piece) -> (long) piece.readableBytes())
									.reduce(0L, Long::sum)
									.map((sum) -> sum + " " + request.requestHeaders().get("Content-Length"))))
				.route((request) -> true,
						(request, response) -> response.sendString(serve(request).thenReturn("{\"ok\":true}"))))
			.bindNow();
	}

	/**
	 * Start a backend on 127.0.0.1.
	 * @return the backend
	 */
	public static Backend start() {
		return start("127.0.0.1", 0, new InFlight());
	}

	/**
	 * Start a backend on 127.0.0.1.
	 * @param protocols what it speaks
	 * @return the backend
	 */
	public static Backend start(HttpProtocol... protocols) {
		return new Backend("127.0.0.1", 0, new InFlight(), protocols);
	}

	/**
	 * Start a backend.
	 * @param host a loopback address
	 * @param port the port, 0 for any
	 * @param inFlight counts the requests, perhaps those of other backends as well
	 * @return the backend
	 */
	public static Backend start(String host, int port, InFlight inFlight) {
		return new Backend(host, port, inFlight, HttpProtocol.HTTP11);
	}

	private static Sinks.One<Boolean> opened() {
		Sinks.One<Boolean> gate = Sinks.one();
		gate.tryEmitValue(true);
		return gate;
	}

	private static Flux<byte[]> bytes(long size) {
		int piece = 8192;
		int whole = (int) (size / piece);
		Flux<byte[]> pieces = Flux.range(0, whole).map((index) -> new byte[piece]);
		return (size % piece == 0) ? pieces : pieces.concatWithValues(new byte[(int) (size % piece)]);
	}

	private Mono<Boolean> serve(HttpServerRequest request) {
		this.requests.incrementAndGet();
		Runnable end = this.inFlight.begin();
		return request.receive()
			.then(Mono.delay(this.delay))
			.then(this.gate.asMono())
			.doOnTerminate(end)
			.doOnCancel(end);
	}

	/**
	 * Answer after this time from now on.
	 * @param delay the time
	 */
	public void delay(Duration delay) {
		this.delay = delay;
	}

	/**
	 * Answer nothing until {@link #open()}.
	 */
	public void shut() {
		this.gate = Sinks.one();
	}

	/**
	 * Answer what waits and what comes.
	 */
	public void open() {
		this.gate.tryEmitValue(true);
	}

	/**
	 * Forget what was counted so far.
	 */
	public void forget() {
		this.inFlight.forget();
		this.requests.set(0);
	}

	public int inFlight() {
		return this.inFlight.now();
	}

	public int mostInFlight() {
		return this.inFlight.most();
	}

	public int requests() {
		return this.requests.get();
	}

	public int connectionsOpened() {
		return this.connections.get();
	}

	public int connectionsOpen() {
		return (int) this.open.stream().filter(SocketChannel.class::isInstance).count();
	}

	public int port() {
		return this.server.port();
	}

	public String url() {
		return url(this.server.host());
	}

	public String url(String host) {
		return "http://" + host + ":" + port();
	}

	@Override
	public void close() {
		open();
		this.open.close();
		this.server.disposeNow(Duration.ofSeconds(5));
	}

}
