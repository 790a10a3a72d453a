package dev.lifeguard.test.backend;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A server on 127.0.0.1 that speaks HTTP/1.1 and HTTP/2, counts what it sees, and can be
 * broken in each of its parts: the port, the connections, the workers, the answers.
 * <p>
 * It may be used from any thread.
 *
 * @since 0.1.0
 */
public final class BrokenServer implements AutoCloseable {

	/**
	 * Path that is always answered well, with a body that is too long to be read ahead.
	 * Its requests are not counted.
	 */
	public static final String LONG_PATH = "/lifeguard-test/long";

	private static final long LONG = 1024 * 1024;

	private static final EventLoopGroup LOOPS = new MultiThreadIoEventLoopGroup(2,
			new DefaultThreadFactory("broken-backend", true), NioIoHandler.newFactory());

	private final Routes routes = new Routes();

	private final Journal journal = new Journal(System::nanoTime);

	private final Workers workers = new Workers();

	private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

	private final Connections connections;

	private final Port port;

	private final boolean tls;

	private volatile boolean unreachable;

	private volatile boolean closesKept;

	private BrokenServer(boolean tls) {
		this.tls = tls;
		this.connections = new Connections(tls ? ServerTls.get().context() : null,
				new Protocols(() -> new ExchangeHandler(this::arrived)));
		// one loop for all of its connections: one is seen to end before a request on
		// another is seen that was opened after that
		this.port = new Port(LOOPS.next(), this.connections);
	}

	/**
	 * Start a server on a port that is free.
	 * @param tls whether it speaks TLS
	 * @return the server
	 */
	public static BrokenServer start(boolean tls) {
		return new BrokenServer(tls);
	}

	private @Nullable Exchange arrived(Channel channel, Upload upload) {
		Channel connection = Sockets.of(channel);
		SeenRequest request = upload.arrived(this.connections.number(connection));
		if (request.path().equals(LONG_PATH)) {
			Exchange exchange = keep(new Exchange(channel, request, upload, Behaviour.WELL.size(LONG), () -> false));
			// it is nobody's work
			exchange.begin(() -> {
			});
			return exchange;
		}
		if (this.connections.requested(connection) > 1 && this.closesKept) {
			connection.close();
			return null;
		}
		Exchange exchange = new Exchange(channel, request, upload, this.routes.of(request.path()).next(),
				() -> this.unreachable);
		exchange.over().thenRun(this.journal::left);
		this.workers.accept(keep(exchange));
		// last: whoever waits for it finds it with a worker, or in the queue
		this.journal.arrived(request);
		return exchange;
	}

	private Exchange keep(Exchange exchange) {
		this.exchanges.add(exchange);
		exchange.closed().thenRun(() -> this.exchanges.remove(exchange));
		return exchange;
	}

	/**
	 * Return what is done with requests that no other route takes.
	 * @return the route
	 */
	public Route everything() {
		return this.routes.everything();
	}

	/**
	 * Return what is done with the requests of a path. Of several patterns that match,
	 * the most specific one counts.
	 * @param pattern the path, as Spring's controllers write it
	 * @return the route
	 */
	public Route at(String pattern) {
		return this.routes.at(pattern);
	}

	/**
	 * Return the paths that have routes of their own, and have met no request.
	 * @return their patterns
	 */
	public List<String> unmet() {
		return this.routes.unmet();
	}

	/**
	 * Refuse connections, and close those that are open, as if the process had ended.
	 */
	public void refuse() {
		this.port.refuse();
		this.connections.closeAll();
	}

	/**
	 * Let nothing through any more: no connection is made, and nothing comes back on
	 * those that are open.
	 */
	public void swallow() {
		this.unreachable = true;
		this.port.swallow();
		this.connections.read(false);
	}

	/**
	 * Close each connection that has carried a request, at the moment in which the next
	 * one arrives on it, unread.
	 */
	public void closeKept() {
		this.closesKept = true;
	}

	/**
	 * Work on no more than some requests at once.
	 * @param workers how many, at least 1
	 * @param places how many more may wait; what comes then gets a 503
	 */
	public void limit(int workers, int places) {
		this.workers.limit(workers, places);
	}

	/**
	 * Be well again, and answer what still waits. What was said of the content of answers
	 * still holds.
	 */
	public void heal() {
		this.routes.heal();
		this.unreachable = false;
		this.closesKept = false;
		this.port.open();
		this.connections.read(true);
		this.workers.unlimited();
		this.exchanges.forEach((exchange) -> exchange.heal(this.routes.of(exchange.path()).healed()));
	}

	/**
	 * Answer the requests of a route normally from now on, and those of them that still
	 * wait.
	 * @param route the route
	 */
	public void heal(Route route) {
		route.heal();
		this.exchanges.stream()
			.filter((exchange) -> this.routes.of(exchange.path()) == route)
			.forEach((exchange) -> exchange.heal(route.healed()));
	}

	/**
	 * Be as new: well, with nothing said and nothing counted.
	 */
	public void restart() {
		heal();
		this.routes.forget();
		this.connections.forget();
		this.journal.forget();
	}

	/**
	 * Return how many requests have arrived.
	 * @return the count
	 */
	public int requests() {
		return this.journal.count();
	}

	/**
	 * Return how many of the last 1000 requests went to a path.
	 * @param pattern the path, as Spring's controllers write it
	 * @return the count
	 */
	public int requests(String pattern) {
		PathPattern path = Routes.parse(pattern);
		return (int) seen().stream().filter((request) -> path.matches(PathContainer.parsePath(request.path()))).count();
	}

	/**
	 * Return the requests that have arrived, the last 1000 of them.
	 * @return the requests, the first one first
	 */
	public List<SeenRequest> seen() {
		return this.journal.requests();
	}

	/**
	 * Return the most requests that were unanswered at once.
	 * @return the count
	 */
	public int mostAtOnce() {
		return this.journal.most();
	}

	/**
	 * Return how many requests are unanswered now.
	 * @return the count
	 */
	public int unanswered() {
		return this.journal.unanswered();
	}

	/**
	 * Return the requests whose answers are complete, and are not taken by the client.
	 * @return the requests, in no order
	 */
	public List<SeenRequest> untaken() {
		return this.exchanges.stream().filter(Exchange::isUntaken).map(Exchange::request).toList();
	}

	/**
	 * Wait until some requests have arrived.
	 * @param count how many
	 * @param longest how long to wait for them
	 * @return whether they have arrived
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean await(int count, Duration longest) throws InterruptedException {
		return this.journal.await(count, longest);
	}

	/**
	 * Return how many connections were opened.
	 * @return the count
	 */
	public int connectionsOpened() {
		return this.connections.opened();
	}

	/**
	 * Return how many connections are open.
	 * @return the count
	 */
	public int connectionsOpen() {
		return this.connections.open();
	}

	/**
	 * Return its port.
	 * @return the port
	 */
	public int port() {
		return this.port.number();
	}

	/**
	 * Return its address.
	 * @return the URL, without a path
	 */
	public String url() {
		return (this.tls ? "https" : "http") + "://127.0.0.1:" + port();
	}

	/**
	 * Return the certificate that a client has to trust.
	 * @return the certificate in PEM format, or {@code null} without TLS
	 */
	public @Nullable String certificate() {
		return this.tls ? ServerTls.get().pem() : null;
	}

	@Override
	public void close() {
		this.port.close();
		this.connections.closeAll();
	}

}
