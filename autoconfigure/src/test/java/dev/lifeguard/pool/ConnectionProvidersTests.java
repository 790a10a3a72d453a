package dev.lifeguard.pool;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.time.TimerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ConnectionProviders}, on real connections.
 */
class ConnectionProvidersTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final BiPredicate<Connection, ConnectionMetadata> KEEP = (connection, metadata) -> false;

	private final LoopResources loops = LoopResources.create("providers", 1, true);

	private final TimerThread timer = new TimerThread();

	private final AtomicInteger bound = new AtomicInteger(2);

	private final AtomicInteger pools = new AtomicInteger();

	private Duration evictInterval = PoolSettings.DEFAULT_EVICT_INTERVAL;

	private ConnectionProvider provider = create(PATIENCE, KEEP);

	@AfterEach
	void dispose() {
		this.provider.disposeLater().block(PATIENCE);
		this.timer.close();
		this.loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(PATIENCE);
	}

	@Test
	void connectionThatWasUsedLastIsTakenFirst() throws IOException {
		try (ScriptedServer server = ScriptedServer.start((exchange) -> {
			if (exchange.number() == 1) {
				exchange.hold();
			}
			exchange.send(answer(Integer.toHexString(exchange.connection().hashCode())));
		})) {
			assertThat(answers(2, server)).doesNotHaveDuplicates();
			settle();
			Set<String> used = new HashSet<>();
			for (int number = 0; number < 3; number++) {
				used.add(call(server).block(PATIENCE));
				settle();
			}
			assertThat(used).hasSize(1);
		}
	}

	@Test
	void boundIsAskedForWithEachConnectionAndPoolsAreCounted() throws IOException {
		this.bound.set(1);
		try (ScriptedServer server = ScriptedServer.start((exchange) -> exchange.hold().send(answer("ok")))) {
			assertThat(answers(3, server)).hasSize(3);
			assertThat(server.connections()).isOne();
			assertThat(this.pools).hasValue(1);
		}
	}

	@Test
	void asManyWaitAsThereAre() throws IOException {
		this.bound.set(1);
		try (ScriptedServer server = ScriptedServer.start((exchange) -> exchange.hold().send(answer("ok")))) {
			assertThat(answers(20, server)).hasSize(20);
		}
	}

	@Test
	void nobodyWaitsLongerThanForAPermit() throws IOException {
		this.bound.set(1);
		this.provider = create(Duration.ofMillis(10), KEEP);
		try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			call(server).subscribe(null, (ended) -> {
			});
			await().until(() -> server.requests() == 1);
			StepVerifier.create(call(server)).expectError(PoolAcquireTimeoutException.class).verify(PATIENCE);
		}
	}

	@Test
	void connectionThatTheRuleWantsClosedIsNotUsedAgain() throws IOException {
		AtomicInteger asked = new AtomicInteger();
		this.provider = create(PATIENCE, (connection, metadata) -> asked.incrementAndGet() == 2);
		try (ScriptedServer server = ScriptedServer.start((exchange) -> exchange.send(answer("ok")))) {
			for (int number = 0; number < 4; number++) {
				call(server).block(PATIENCE);
				settle();
			}
			assertThat(asked.get()).isGreaterThan(1);
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	@Test
	void idleConnectionsAreLookedAtWithoutACall() throws IOException {
		AtomicBoolean unwanted = new AtomicBoolean();
		this.evictInterval = Duration.ofMillis(10);
		this.provider = create(PATIENCE, (connection, metadata) -> unwanted.get());
		try (ScriptedServer server = ScriptedServer.start((exchange) -> exchange.send(answer("ok")))) {
			call(server).block(PATIENCE);
			assertThat(server.connectionsOpen()).isOne();
			unwanted.set(true);
			await().until(() -> server.connectionsOpen() == 0);
		}
	}

	@Test
	void threadThatMakesAProviderKeepsItsClassLoader() throws IOException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
			thread.setContextClassLoader(own);
			create(PATIENCE, KEEP).dispose();
			assertThat(thread.getContextClassLoader()).isSameAs(own);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	@Test
	void longestWaitEndsOnTheTimersThread() throws IOException {
		this.bound.set(1);
		this.provider = create(Duration.ofMillis(10), KEEP);
		AtomicReference<String> thread = new AtomicReference<>();
		try (ScriptedServer server = ScriptedServer.start(ScriptedServer.Exchange::hold)) {
			call(server).subscribe(null, (ended) -> {
			});
			await().until(() -> server.requests() == 1);
			StepVerifier.create(call(server).doOnError((failure) -> thread.set(Thread.currentThread().getName())))
				.expectError(PoolAcquireTimeoutException.class)
				.verify(PATIENCE);
			assertThat(thread).hasValue("lifeguard-timer");
		}
	}

	private ConnectionProvider create(Duration acquireTimeout, BiPredicate<Connection, ConnectionMetadata> rule) {
		PoolSettings settings = new PoolSettings(2, 2, PoolSettings.DEFAULT_MAX_IDLE_TIME,
				PoolSettings.DEFAULT_MAX_LIFE_TIME, this.evictInterval);
		PoolWait wait = new PoolWait(acquireTimeout, (task, delay) -> this.timer.schedule(task, delay.toNanos())::run);
		return ConnectionProviders.create("test", settings, this.bound::get, wait, this.pools, rule);
	}

	/**
	 * Make calls at once, and let go of the server when it has as many as there may be.
	 */
	private List<String> answers(int calls, ScriptedServer server) {
		CompletableFuture<List<String>> answers = Flux
			.merge(IntStream.range(0, calls).mapToObj((number) -> call(server)).toList())
			.collectList()
			.toFuture();
		await().until(() -> server.requests() == this.bound.get());
		server.release();
		return answers.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	private Mono<String> call(ScriptedServer server) {
		return HttpClient.create(this.provider)
			.runOn(this.loops)
			.get()
			.uri(server.url())
			.responseContent()
			.aggregate()
			.asString();
	}

	/**
	 * Wait until the connection of a call that is over is back in its pool.
	 */
	private void settle() {
		this.loops.onClient(LoopResources.DEFAULT_NATIVE).next().submit(() -> {
		}).syncUninterruptibly();
	}

	private static String answer(String body) {
		return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
	}

}
