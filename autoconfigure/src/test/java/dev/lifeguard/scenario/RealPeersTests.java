package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.ArrayList;
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
class RealPeersTests {

	private static final int POSTS = 40;

	private static final Duration PAUSE = Duration.ofMillis(1500);

	private static final Duration SLOW = Duration.ofMillis(500);

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(4);

	private final List<Series> series = new ArrayList<>();

	@AfterEach
	void stopClock() {
		this.clock.shutdownNow();
	}

	/**
	 * The series run side by side: each takes a minute.
	 */
	@Test
	void postsAreNeverLostToServersThatCloseIdleConnections() throws Exception {
		try (TomcatServer one = TomcatServer.start(1000);
				TomcatServer two = TomcatServer.start(2000);
				ScriptedServer forgetful = forgetful();
				App app = App.lifeguard("retry.enabled=false")) {
			start(app, one.url(), one::requests);
			start(app, two.url(), two::requests);
			start(app, forgetful.url(), forgetful::requests);
			postToNginxAsWell(app);
		}
	}

	private void postToNginxAsWell(App app) {
		if (!DebianServer.isInstalled("nginx")) {
			assertAllArriveOnce();
			DebianServer.assumeInstalled("nginx");
		}
		try (DebianServer one = nginx("1s"); DebianServer two = nginx("2s 2s")) {
			start(app, one.url(), () -> one.accessLog().size());
			start(app, two.url(), () -> two.accessLog().size());
			assertAllArriveOnce();
			KeptFor kept = app.bean(ClientRegistry.class)
				.client("orders")
				.keptFor()
				.get(two.url().substring("http://".length()));
			assertThat(kept.advertised()).isEqualTo(Duration.ofSeconds(1));
		}
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

	private void start(App app, String url, IntSupplier seen) {
		for (Face face : Face.values()) {
			Series series = new Series(app.caller(face), url, seen);
			this.series.add(series);
			this.clock.scheduleAtFixedRate(series::post, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void assertAllArriveOnce() {
		await().atMost(PAUSE.multipliedBy(POSTS).plusSeconds(30))
			.until(() -> this.series.stream().allMatch(Series::isOver));
		assertThat(this.series).allSatisfy((one) -> {
			assertThat(one.failures).isEmpty();
			assertThat(one.slowest).isLessThan(SLOW);
			long toTheSame = this.series.stream().filter((other) -> other.url.equals(one.url)).count();
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

		private final Face.Caller caller;

		private final String url;

		private final IntSupplier seen;

		private final List<Throwable> failures = new ArrayList<>();

		private Duration slowest = Duration.ZERO;

		private volatile int posts;

		Series(Face.Caller caller, String url, IntSupplier seen) {
			this.caller = caller;
			this.url = url;
			this.seen = seen;
		}

		boolean isOver() {
			return this.posts == POSTS;
		}

		@SuppressWarnings("NonAtomicOperationOnVolatileField")
		synchronized void post() {
			if (isOver()) {
				return;
			}
			long start = System.nanoTime();
			try {
				this.caller.post(this.url, "order").get(10, TimeUnit.SECONDS);
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
