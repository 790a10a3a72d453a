package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LongRun;
import dev.lifeguard.testsupport.OpenLoop;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Why a pool is empty, said of loads that differ in nothing but their reason.
 * {@code -Druns=20} repeats each case.
 */
@Alone
@LongRun
class DiagnosisUnderLoadTests {

	private static final int RUNS = Integer.getInteger("runs", 1);

	@ParameterizedTest
	@EnumSource
	void backendThatIsTenTimesSlowerIsNotASmallPool(Face face) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			try (App app = App.lifeguard("pool.max-connections=8", "pool.max-pending=8", "pool.acquire-timeout=200ms");
					Backend backend = Backend.start()) {
				quietTimes(app, face, backend);
				backend.delay(Duration.ofMillis(200));
				Load slow = load(app, face, backend.url(), 100, Duration.ofSeconds(2));
				assertThat(slow.causes()).contains(Cause.SLOW_BACKEND).doesNotContain(Cause.UNDERSIZED);
				assertThat(slow.share(Cause.SLOW_BACKEND)).as(slow.toString()).isGreaterThan(0.8);
				assertThat(slow.last().getMessage()).contains("raising max-connections will not help")
					.doesNotContain("raise ");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void poolThatIsTooSmallIsNamedAndTheAdviceEndsTheRefusals(Face face) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			String advised;
			try (App app = App.lifeguard("pool.max-connections=2", "pool.max-pending=2", "pool.acquire-timeout=100ms");
					Backend backend = Backend.start()) {
				quietTimes(app, face, backend);
				Load much = load(app, face, backend.url(), 300, Duration.ofSeconds(2));
				assertThat(much.last().getDiagnosis().cause()).as(much.last().getMessage()).isEqualTo(Cause.UNDERSIZED);
				assertThat(much.share(Cause.UNDERSIZED)).as(much.toString()).isGreaterThan(0.8);
				advised = much.last().getDiagnosis().advice();
				assertThat(advised).contains("raise pool.max-connections from 2 to ");
			}
			String size = advised.replaceAll("(?s).*max-connections: (\\d+)", "$1");
			try (App app = App.lifeguard("pool.max-connections=" + size); Backend backend = Backend.start()) {
				quietTimes(app, face, backend);
				assertThat(load(app, face, backend.url(), 300, Duration.ofSeconds(2)).refusals).isEmpty();
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void retriesThatTakeThePlacesAreNamed(Face face) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			try (App app = App.lifeguard("pool.max-connections=2", "pool.max-pending=4", "pool.acquire-timeout=200ms",
					"retry.max-attempts=6", "retry.backoff.base=1ms", "retry.backoff.cap=5ms", "retry.budget.ratio=10",
					"retry.budget.cap=100000", "retry.budget.min-per-second=10000");
					ScriptedServer server = failing()) {
				Load storm = load(app, face, server.url(), 100, Duration.ofSeconds(2));
				assertThat(storm.last().getDiagnosis().cause()).as(storm.last().getMessage())
					.isEqualTo(Cause.RETRY_STORM);
				assertThat(storm.share(Cause.RETRY_STORM)).as(storm.toString()).isGreaterThan(0.8);
			}
		}
	}

	private static ScriptedServer failing() {
		return ScriptedServer.start((exchange) -> {
			new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
			exchange.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
		});
	}

	/**
	 * Let the client learn what is usual.
	 */
	private static void quietTimes(App app, Face face, Backend backend) throws Exception {
		backend.delay(Duration.ofMillis(20));
		for (int call = 0; call < 30; call++) {
			app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS);
		}
	}

	private static Load load(App app, Face face, String url, int perSecond, Duration length) throws Exception {
		Load load = new Load();
		List<Future<String>> calls = new CopyOnWriteArrayList<>();
		new OpenLoop(perSecond, length, length).run((call) -> calls.add(app.caller(face).get(url)));
		for (Future<String> call : calls) {
			load.end(call);
		}
		return load;
	}

	/**
	 * What became of the calls of a load that were refused.
	 */
	private static final class Load {

		private final List<PoolExhaustedException> refusals = new ArrayList<>();

		void end(Future<String> call) throws Exception {
			try {
				call.get(20, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				Calls.causes(ex)
					.filter(PoolExhaustedException.class::isInstance)
					.map(PoolExhaustedException.class::cast)
					.forEach(this.refusals::add);
			}
		}

		PoolExhaustedException last() {
			return this.refusals.get(this.refusals.size() - 1);
		}

		List<Cause> causes() {
			return this.refusals.stream().map((failure) -> failure.getDiagnosis().cause()).toList();
		}

		double share(Cause cause) {
			return (double) causes().stream().filter(cause::equals).count() / this.refusals.size();
		}

		@Override
		public String toString() {
			return causes().stream().collect(Collectors.groupingBy(Cause::name, Collectors.counting())).toString();
		}

	}

}
