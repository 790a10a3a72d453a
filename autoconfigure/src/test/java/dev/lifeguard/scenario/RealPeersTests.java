package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

import dev.lifeguard.pool.KeptFor;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.DebianServer;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.InFlight;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.TomcatServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Servers that people really have, and their ways with idle connections.
 */
@Alone
class RealPeersTests {

	/** Of each kind, side by side: six times as many posts in the same time. */
	private static final int SERVERS = 6;

	/** All but the first find a connection that has been idle. */
	private static final int POSTS = 7;

	private static final Duration PAUSE = Duration.ofMillis(1500);

	private static final Duration SLOW = Duration.ofMillis(500);

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);

	/** Each has a thread: none waits for another. */
	private final ScheduledExecutorService posters = Executors.newScheduledThreadPool(5 * 2 * SERVERS);

	private final List<Series> series = new ArrayList<>();

	private final Deque<AutoCloseable> peers = new ArrayDeque<>();

	@AfterEach
	void stop() throws Exception {
		this.clock.shutdownNow();
		this.posters.shutdownNow();
		for (AutoCloseable peer : this.peers) {
			peer.close();
		}
	}

	/**
	 * The series run side by side: each takes ten seconds.
	 */
	@Test
	void postsAreNeverLostToServersThatCloseIdleConnections() {
		for (int server = 0; server < SERVERS; server++) {
			add(TomcatServer.start(1000));
			add(TomcatServer.start(2000));
			ScriptedServer forgetful = opened(forgetful());
			add(forgetful.url(), forgetful::requests);
		}
		if (!DebianServer.isInstalled("nginx")) {
			assertAllArriveOnce(opened(App.lifeguard("retry.enabled=false")));
			DebianServer.assumeInstalled("nginx");
		}
		List<String> advertising = new ArrayList<>();
		for (int server = 0; server < SERVERS; server++) {
			add(nginx("1s"));
			advertising.add(add(nginx("2s 2s")).substring("http://".length()));
		}
		App app = opened(App.lifeguard("retry.enabled=false"));
		assertAllArriveOnce(app);
		Map<String, KeptFor> kept = app.bean(ClientRegistry.class).client("orders").keptFor();
		assertThat(advertising)
			.allSatisfy((remote) -> assertThat(kept.get(remote).advertised()).isEqualTo(Duration.ofSeconds(1)));
	}

	private void add(TomcatServer server) {
		opened(server);
		add(server.url(), server::requests);
	}

	private String add(DebianServer server) {
		opened(server);
		add(server.url(), () -> server.accessLog().size());
		return server.url();
	}

	private void add(String url, IntSupplier seen) {
		for (Face face : Face.values()) {
			this.series.add(new Series(face, url, seen));
		}
	}

	/**
	 * Return what is closed after the test, the last one first.
	 */
	private <T extends AutoCloseable> T opened(T peer) {
		this.peers.push(peer);
		return peer;
	}

	/**
	 * Forgets connections that have been idle for 3 s, without a word.
	 */
	private static ScriptedServer forgetful() {
		Map<Object, Long> lastUsed = new ConcurrentHashMap<>();
		return ScriptedServer.start((exchange) -> {
			long now = System.nanoTime();
			Long last = lastUsed.put(exchange.connection(), now);
			if (last != null && now - last > TimeUnit.SECONDS.toNanos(3)) {
				exchange.hold();
			}
			exchange.read(exchange.contentLength());
			exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
		});
	}

	private static DebianServer nginx(String keepAlive) {
		return DebianServer.nginx("""
				keepalive_timeout %s;
				server { listen 127.0.0.1:PORT; location / { return 200 'ok'; } }
				""".formatted(keepAlive));
	}

	private void assertAllArriveOnce(App app) {
		// both faces of a server at once, and a sixth of the servers
		for (int index = 0; index < this.series.size(); index++) {
			Series one = this.series.get(index);
			this.posters.scheduleAtFixedRate(() -> one.post(app), PAUSE.toMillis() * (index / 2 % SERVERS) / SERVERS,
					PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
		await().atMost(PAUSE.multipliedBy(POSTS).plusSeconds(30))
			.until(() -> this.series.stream().allMatch(Series::isOver));
		assertThat(this.series).allSatisfy((one) -> {
			assertThat(one.failures).isEmpty();
			assertThat(one.slowest).isLessThan(SLOW);
			long toTheSame = this.series.stream().filter((other) -> other.url.equals(one.url)).count();
			// an access log is written when the response is on its way
			await().until(() -> one.seen.getAsInt() >= POSTS * toTheSame);
			assertThat(one.seen.getAsInt()).isEqualTo((int) (POSTS * toTheSame));
		});
	}

	@ParameterizedTest
	@EnumSource
	void reloadOfHaproxyFailsNoCall(Face face) throws Exception {
		try (Backend one = Backend.start("127.0.0.1", 0, new InFlight());
				Backend two = Backend.start("127.0.0.1", 0, new InFlight());
				DebianServer haproxy = haproxy(one, two);
				App app = App.lifeguard("pool.max-connections=10")) {
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 500; call++) {
				calls.add(this.clock.schedule(() -> app.caller(face).get(haproxy.url()).get(10, TimeUnit.SECONDS),
						10L * call, TimeUnit.MILLISECONDS));
			}
			this.clock.schedule(haproxy::reload, 1500, TimeUnit.MILLISECONDS);
			this.clock.schedule(haproxy::reload, 3000, TimeUnit.MILLISECONDS);
			for (Future<String> call : calls) {
				assertThat(call.get(20, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(one.requests()).isPositive();
			assertThat(two.requests()).isPositive();
		}
	}

	private static DebianServer haproxy(Backend one, Backend two) {
		return DebianServer.haproxy("""
				global
					hard-stop-after 5s
				defaults
					mode http
					timeout connect 2s
					timeout client 10s
					timeout server 10s
				frontend front
					bind 127.0.0.1:PORT
					default_backend back
				backend back
					balance roundrobin
					server one 127.0.0.1:%d maxconn 5
					server two 127.0.0.1:%d maxconn 5
				""".formatted(one.port(), two.port()));
	}

	/**
	 * One caller who posts again and again.
	 */
	private static final class Series {

		private final Face face;

		private final String url;

		private final IntSupplier seen;

		private final List<Throwable> failures = new ArrayList<>();

		private Duration slowest = Duration.ZERO;

		private volatile int posts;

		Series(Face face, String url, IntSupplier seen) {
			this.face = face;
			this.url = url;
			this.seen = seen;
		}

		boolean isOver() {
			return this.posts == POSTS;
		}

		@SuppressWarnings("NonAtomicOperationOnVolatileField")
		synchronized void post(App app) {
			if (isOver()) {
				return;
			}
			long start = System.nanoTime();
			try {
				app.caller(this.face).post(this.url, "order").get(10, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				this.failures.add(ex);
			}
			Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
			// classes are loaded once; that is not what is measured
			this.slowest = (this.posts > 0 && elapsed.compareTo(this.slowest) > 0) ? elapsed : this.slowest;
			this.posts = this.posts + 1;
		}

	}

}
