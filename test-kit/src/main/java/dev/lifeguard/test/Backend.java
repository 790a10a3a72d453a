package dev.lifeguard.test;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.test.backend.BrokenServer;
import dev.lifeguard.test.backend.SeenRequest;
import dev.lifeguard.transport.Protocol;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * HTTP server on loopback in the place of the backend of one client. It answers every
 * request with 200 until it is told otherwise, and counts what it sees.
 * <p>
 * With {@link BrokenBackend @BrokenBackend} it is made, sent calls to, and as new before
 * each test. Without: {@link #forClient(String)} and
 * {@link #attachTo(ConfigurableApplicationContext)}.
 * <p>
 * It may be used from any thread.
 *
 * @since 0.1.0
 */
public final class Backend extends Breakable<Backend> implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int SHOWN = 5;

	private final BackendSettings settings;

	private final BrokenServer server;

	private Backend(BackendSettings settings, BrokenServer server) {
		super(server.everything());
		this.settings = settings;
		this.server = server;
	}

	static Backend start(BackendSettings settings) {
		return new Backend(settings, BrokenServer.start(settings.tls()));
	}

	/**
	 * Start a backend that speaks HTTP/1.1 in clear text.
	 * @param client the name of the client that is to be sent there
	 * @return the backend, which has to be closed
	 */
	public static Backend forClient(String client) {
		return forClient(client, Protocol.HTTP1, false);
	}

	/**
	 * Start a backend.
	 * @param client the name of the client that is to be sent there
	 * @param protocol what the client and the backend speak
	 * @param tls whether it speaks TLS, as it always does with {@link Protocol#H2}
	 * @return the backend, which has to be closed
	 */
	public static Backend forClient(String client, Protocol protocol, boolean tls) {
		return start(new BackendSettings(client, BackendSettings.TIME_SCALE, tls, protocol));
	}

	/**
	 * Send the client of an application there, and give the application a bean of type
	 * {@link LifeguardTester}. To be called before the context is refreshed:
	 * {@code new ApplicationContextRunner().withInitializer(backend::attachTo)}. The
	 * backend outlives the context.
	 * @param context the application's context
	 */
	public void attachTo(ConfigurableApplicationContext context) {
		KitPostProcessor kit = new KitPostProcessor(context.getEnvironment(), List.of(this), true);
		// a context whose classes are registered by hand looks at their conditions at
		// once
		kit.writeProperties();
		context.addBeanFactoryPostProcessor(kit);
	}

	@Override
	Backend self() {
		return this;
	}

	/**
	 * Return one path of the backend, to say something of its answers only. Of several
	 * that match a request, the most specific one counts. The path of the client's base
	 * URL is a part of it.
	 * @param pattern the path, as controllers write it, such as {@code /orders/{id}}
	 * @return the path
	 */
	public BackendPath at(String pattern) {
		return new BackendPath(this.server, this.server.at(pattern));
	}

	/**
	 * Refuse connections, and close those that are open: the backend's process has ended.
	 * @return this
	 */
	public Backend refuse() {
		this.server.refuse();
		return this;
	}

	/**
	 * Let nothing through: no connection is made, and nothing comes back on those that
	 * are open. The network drops every packet.
	 * @return this
	 */
	public Backend blackHole() {
		this.server.swallow();
		return this;
	}

	/**
	 * Close each connection that has carried a request at the moment in which the next
	 * one arrives on it, unread: every pool of connections meets this race. The requests
	 * that met it are not counted.
	 * @return this
	 */
	public Backend closeIdle() {
		this.server.closeKept();
		return this;
	}

	/**
	 * Work on no more than some requests at once; others wait, first come, first served.
	 * As a server with a thread pool does, it works on when the client has gone.
	 * @param workers how many, at least 1
	 * @return this
	 */
	public Backend capacity(int workers) {
		return capacity(workers, Integer.MAX_VALUE);
	}

	/**
	 * Work on no more than some requests at once, and let no more than some others wait.
	 * @param workers how many are worked on, at least 1
	 * @param queue how many wait; what comes then is answered with 503
	 * @return this
	 */
	public Backend capacity(int workers, int queue) {
		this.server.limit(workers, queue);
		return this;
	}

	/**
	 * Be well again: answer normally, and answer the requests that still wait. The
	 * content of the answers stays what it is: headers, body and its size.
	 * @return this
	 */
	public Backend heal() {
		this.server.heal();
		return this;
	}

	/**
	 * Return how many requests have arrived in this test, each attempt of a call counted.
	 * @return the count
	 */
	public int requests() {
		return this.server.requests();
	}

	/**
	 * Return how many of the last 1000 requests of this test went to a path.
	 * @param pattern the path, as controllers write it, such as {@code /orders/{id}}
	 * @return the count
	 */
	public int requests(String pattern) {
		return this.server.requests(pattern);
	}

	/**
	 * Return the most requests that were unanswered at once in this test.
	 * @return the count
	 */
	public int mostAtOnce() {
		return this.server.mostAtOnce();
	}

	/**
	 * Return how many requests are unanswered now.
	 * @return the count
	 */
	public int unanswered() {
		return this.server.unanswered();
	}

	/**
	 * Return the requests that have arrived in this test, no more than the last 1000.
	 * @return the requests, the first one first
	 */
	public List<SeenRequest> seen() {
		return this.server.seen();
	}

	/**
	 * Wait until some requests have arrived in this test, five seconds at most.
	 * @param count how many
	 * @return this
	 * @throws AssertionError if there are fewer by then
	 */
	public Backend awaitRequests(int count) {
		boolean arrived = false;
		try {
			arrived = this.server.await(count, PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		if (!arrived) {
			throw new AssertionError(
					"Expected %s within %s, and there were %s%n%s".formatted(Situation.count(count, "request"),
							Situation.text(PATIENCE), requests(), Situation.describeCurrent(this)));
		}
		return this;
	}

	/**
	 * Return how many connections were opened in this test.
	 * @return the count
	 */
	public int connectionsOpened() {
		return this.server.connectionsOpened();
	}

	/**
	 * Return how many connections are open now.
	 * @return the count
	 */
	public int connectionsOpen() {
		return this.server.connectionsOpen();
	}

	/**
	 * Return the name of the client that is sent here.
	 * @return the client's name
	 */
	public String client() {
		return this.settings.client();
	}

	/**
	 * Return its address.
	 * @return the URL, without a path
	 */
	public String url() {
		return this.server.url();
	}

	/**
	 * Return its port on 127.0.0.1.
	 * @return the port
	 */
	public int port() {
		return this.server.port();
	}

	BackendSettings settings() {
		return this.settings;
	}

	BrokenServer server() {
		return this.server;
	}

	/**
	 * Be as new, for the next test.
	 */
	void restart() {
		this.server.restart();
	}

	/**
	 * Stop.
	 */
	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * Return in a few lines what has reached the backend.
	 */
	@Override
	public String toString() {
		List<SeenRequest> seen = seen();
		StringBuilder text = new StringBuilder("backend '%s' on 127.0.0.1:%s: %s in this test, up to %s at once"
			.formatted(client(), port(), Situation.count(requests(), "request"), mostAtOnce()));
		seen.subList(Math.max(0, seen.size() - SHOWN), seen.size()).forEach((request) -> add(text, request.toString()));
		if (!seen.isEmpty()) {
			this.server.unmet()
				.forEach((path) -> add(text,
						"no request has met at(\"%s\"), to which the path of the base URL belongs".formatted(path)));
		}
		return text.toString();
	}

	private static void add(StringBuilder text, String line) {
		text.append(System.lineSeparator()).append("    ").append(line);
	}

}
