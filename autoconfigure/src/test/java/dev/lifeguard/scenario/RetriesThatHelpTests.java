package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.BothFaces;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LongRun;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.http.HttpStatusCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the budget of retries makes of a backend half of whose answers are 503 by
 * themselves, as with a broken instance behind a balancer.
 */
@Alone
@LongRun
class RetriesThatHelpTests {

	private static final LoopResources LOOPS = LoopResources.create("half", 1, true);

	/** Three attempts of which each fails half of the time. */
	private static final double BLIND = 1 - 0.5 * 0.5 * 0.5;

	private static final int PER_SECOND = 60;

	/** Long enough to learn what is usual, or for a client that does not learn. */
	private static final Duration LEARNED = Duration.ofSeconds(9);

	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private static final Duration TROUBLE = Duration.ofSeconds(8);

	@Test
	void learnedBudgetServesWhatBlindRetriesServe() {
		BothFaces.sideBySide(() -> App.lifeguard("pool.max-connections=50"),
				(face, app) -> assertThat(goodShare(face, app, LEARNED)).as("%s", face).isGreaterThan(0.95 * BLIND));
	}

	@Test
	void bucketAloneDoesNot() {
		BothFaces.sideBySide(
				() -> App.lifeguard("pool.max-connections=50", "retry.budget.mode=fixed", "retry.budget.cap=10"),
				(face, app) -> assertThat(goodShare(face, app, AT_ONCE)).as("%s", face).isLessThan(0.8 * BLIND));
	}

	@Control
	@Test
	void plainClientFailsHalf() {
		BothFaces.sideBySide(App::plain,
				(face, app) -> assertThat(goodShare(face, app, AT_ONCE)).as("%s", face).isBetween(0.35, 0.65));
	}

	/**
	 * Return the share of calls that were answered with 200 in the trouble.
	 */
	private static double goodShare(Face face, App app, Duration before) {
		try (HalfBroken backend = new HalfBroken()) {
			load(face, app, backend, before);
			backend.broken.set(true);
			return load(face, app, backend, TROUBLE);
		}
	}

	private static double load(Face face, App app, HalfBroken backend, Duration time) {
		long calls = PER_SECOND * time.toSeconds();
		AtomicInteger good = new AtomicInteger();
		Supplier<Mono<HttpStatusCode>> call = caller(face, app, backend);
		Flux.interval(Duration.ofSeconds(1).dividedBy(PER_SECOND))
			.onBackpressureBuffer()
			.take(calls)
			.flatMap((tick) -> call.get().doOnNext((status) -> {
				if (status.value() == 200) {
					good.incrementAndGet();
				}
			}), 1_000)
			.then()
			.block(time.plusSeconds(60));
		return (double) good.get() / calls;
	}

	private static Supplier<Mono<HttpStatusCode>> caller(Face face, App app, HalfBroken backend) {
		if (face == Face.WEB_CLIENT) {
			return () -> app.webClient()
				.get()
				.uri(backend.url())
				.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()));
		}
		return () -> Mono
			.fromSupplier(() -> app.restClient()
				.get()
				.uri(backend.url())
				.exchange((request, response) -> response.getStatusCode()))
			.subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * A backend that answers after 20 ms, and half of the time with 503 when it is
	 * broken.
	 */
	private static final class HalfBroken implements AutoCloseable {

		private final AtomicBoolean broken = new AtomicBoolean();

		private final DisposableServer server = HttpServer.create()
			.runOn(LOOPS)
			.host("127.0.0.1")
			.handle((request, response) -> Mono.delay(Duration.ofMillis(20))
				.then(Mono.defer(() -> response.status(status()).sendString(Mono.just("x")).then())))
			.bindNow();

		private int status() {
			return (this.broken.get() && ThreadLocalRandom.current().nextBoolean()) ? 503 : 200;
		}

		String url() {
			return "http://127.0.0.1:" + this.server.port() + "/";
		}

		@Override
		public void close() {
			this.server.disposeNow();
		}

	}

}
