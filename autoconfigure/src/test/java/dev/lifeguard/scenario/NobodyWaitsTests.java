package dev.lifeguard.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Calls.Outcome;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import dev.lifeguard.testsupport.OwnThread;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Refusals come in time, whatever the log, a listener or a thousand other calls are busy
 * with.
 */
@Alone
class NobodyWaitsTests {

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(1);

	private static final Duration IN_TIME = ACQUIRE_TIMEOUT.multipliedBy(12).dividedBy(10);

	private static final Duration LATE = Duration.ofMillis(150);

	private static final int MANY = 2000;

	private Backend backend;

	@BeforeEach
	void startBackend() {
		this.backend = Backend.start();
	}

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void blockedLogOfOneClientHoldsUpNobody(Face face) {
		BlockedAppender log = new BlockedAppender("client 'orders': calls are refused");
		try (App app = App.lifeguard(settings(1))) {
			Caller orders = caller(app, face, "orders");
			Caller stock = caller(app, face, "stock");
			warmUp(orders, stock);
			this.backend.shut();
			hold(1, orders, stock);
			log.start();
			assertThat(refused(orders)).isLessThan(IN_TIME);
			await().atMost(Duration.ofSeconds(5)).until(log::isBlocked);
			assertThat(refused(stock)).isLessThan(IN_TIME);
			assertThat(refused(orders)).isLessThan(IN_TIME);
			this.backend.open();
		}
		finally {
			log.stop();
		}
	}

	@ParameterizedTest
	@EnumSource
	void blockedParallelSchedulerHoldsUpNobody(Face face) {
		CountDownLatch over = new CountDownLatch(1);
		try (App app = App.lifeguard(settings(1))) {
			Caller orders = caller(app, face, "orders");
			warmUp(orders);
			this.backend.shut();
			hold(1, orders);
			blockParallelScheduler(over);
			assertThat(refused(orders)).isLessThan(IN_TIME);
			this.backend.open();
		}
		finally {
			over.countDown();
		}
	}

	/**
	 * A call has one permit, and may be redirected to a remote that all connections are
	 * in use to: it waits for one in the library's pool, whose own timer is the parallel
	 * scheduler.
	 */
	@ParameterizedTest
	@EnumSource
	void blockedParallelSchedulerHoldsUpNoRedirect(Face face) {
		CountDownLatch over = new CountDownLatch(1);
		try (ScriptedServer redirecting = ScriptedServer.redirectingTo(this.backend.url());
				App app = App.lifeguard(Stream
					.concat(settings("orders", 2),
							Stream.of("lifeguard.clients.orders.pool.max-connections-per-host=1"))
					.toArray(String[]::new))) {
			Caller orders = caller(app, face, "orders");
			warmUp(orders);
			this.backend.shut();
			hold(1, orders);
			blockParallelScheduler(over);
			assertThat(refused(orders, redirecting.url())).isLessThan(IN_TIME);
			this.backend.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			over.countDown();
		}
	}

	private static void blockParallelScheduler(CountDownLatch over) {
		for (int worker = 0; worker < Schedulers.DEFAULT_POOL_SIZE; worker++) {
			Schedulers.parallel().createWorker().schedule(() -> awaitAtMost(over, Duration.ofSeconds(12)));
		}
	}

	/**
	 * Thousands of threads keep two processors busy for a while without any client, so
	 * what is measured is how much later than the same threads without one they go on.
	 */
	@ParameterizedTest
	@EnumSource
	void thousandsThatAreRefusedAtOnceHoldUpNobody(Face face) {
		try (App app = App.lifeguard(settings(MANY))) {
			Caller orders = caller(app, face, "orders");
			Caller stock = caller(app, face, "stock");
			warmUp(orders, stock);
			this.backend.shut();
			hold(MANY, caller(app, Face.WEB_CLIENT, "orders"));
			hold(1, caller(app, Face.WEB_CLIENT, "stock"));
			Calls.atOnce(MANY, orders, this.backend.url());
			Round threads = Round.of(new TimedWait(face), new TimedWait(face), this.backend.url());
			Round calls = Round.of(orders, stock, this.backend.url());
			assertThat(calls.many()).allMatch((outcome) -> outcome.exhaustion() != null);
			assertThat(calls.one().exhaustion()).isNotNull();
			assertThat(calls.median()).isLessThan(threads.median().plus(LATE));
			assertThat(calls.one().elapsed()).isLessThan(threads.one().elapsed().plus(LATE));
			this.backend.open();
		}
	}

	private Duration refused(Caller caller) {
		return refused(caller, this.backend.url());
	}

	private static Duration refused(Caller caller, String url) {
		Outcome outcome = Calls.atOnce(1, caller, url).get(0);
		assertThat(outcome.exhaustion()).isNotNull();
		return outcome.elapsed();
	}

	private void warmUp(Caller... callers) {
		Stream.of(callers)
			.forEach((caller) -> assertThat(Calls.atOnce(20, caller, this.backend.url())).anyMatch(Outcome::succeeded));
		this.backend.forget();
	}

	private void hold(int calls, Caller... callers) {
		int before = this.backend.inFlight();
		List<Future<String>> held = Stream.of(callers)
			.flatMap((caller) -> IntStream.range(0, calls).mapToObj((call) -> caller.get(this.backend.url())))
			.toList();
		await().atMost(Duration.ofSeconds(20)).until(() -> this.backend.inFlight() == before + held.size());
	}

	private static String[] settings(int connectionsOfOrders) {
		return Stream.concat(settings("orders", connectionsOfOrders), settings("stock", 1)).toArray(String[]::new);
	}

	private static Stream<String> settings(String client, int connections) {
		return Stream
			.of("pool.max-connections=" + connections, "pool.max-pending=" + MANY,
					"pool.acquire-timeout=" + ACQUIRE_TIMEOUT.toMillis() + "ms", "timeout.call=100s",
					"timeout.response=90s")
			.map((setting) -> "lifeguard.clients." + client + "." + setting);
	}

	private static Caller caller(App app, Face face, String client) {
		LifeguardClients clients = app.clients();
		return face.of(clients.restClient(client), clients.webClient(client));
	}

	private static void awaitAtMost(CountDownLatch latch, Duration time) {
		try {
			latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * An appender that blocks for 8 s with the first line of its kind.
	 */
	private static final class BlockedAppender extends AppenderBase<ILoggingEvent> {

		private final CountDownLatch over = new CountDownLatch(1);

		private final String begin;

		private volatile boolean blocked;

		BlockedAppender(String begin) {
			this.begin = begin;
		}

		@Override
		public void start() {
			super.start();
			logger().addAppender(this);
		}

		@Override
		public void stop() {
			this.over.countDown();
			logger().detachAppender(this);
			super.stop();
		}

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getFormattedMessage().startsWith(this.begin)) {
				this.blocked = true;
				awaitAtMost(this.over, Duration.ofSeconds(8));
			}
		}

		boolean isBlocked() {
			return this.blocked;
		}

		private static Logger logger() {
			return (Logger) LoggerFactory.getLogger("dev.lifeguard");
		}

	}

	/**
	 * What became of many callers at once, and of one that calls another client at the
	 * same time.
	 *
	 * @param many the many
	 * @param one the one
	 */
	private record Round(List<Outcome> many, Outcome one) {

		static Round of(Caller many, Caller one, String url) {
			CompletableFuture<List<Outcome>> single = CompletableFuture.supplyAsync(() -> Calls.atOnce(1, one, url),
					OwnThread.EXECUTOR);
			List<Outcome> outcomes = Calls.atOnce(MANY, many, url);
			return new Round(outcomes, single.join().get(0));
		}

		Duration median() {
			return this.many.stream().map(Outcome::elapsed).sorted().skip(MANY / 2).findFirst().orElseThrow();
		}

	}

	/**
	 * A caller that only waits for as long as a refused call does, on a thread of its own
	 * if that is what the face has.
	 */
	private static final class TimedWait implements Caller {

		private final boolean blocking;

		TimedWait(Face face) {
			this.blocking = face == Face.REST_CLIENT;
		}

		@Override
		public Future<String> get(String uri) {
			CompletableFuture<String> waited = new CompletableFuture<String>().completeOnTimeout("waited",
					ACQUIRE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
			if (!this.blocking) {
				return waited;
			}
			FutureTask<String> thread = new FutureTask<>(waited::join);
			new Thread(thread).start();
			return thread;
		}

		@Override
		public Future<String> post(String uri, String body) {
			return get(uri);
		}

	}

}
