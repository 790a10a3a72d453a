package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Calls.Outcome;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Face.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * More callers than places: who is served, who is refused, when, and with which words.
 */
@Alone
class ExhaustionTests {

	private static final Duration BACKEND_TIME = Duration.ofMillis(900);

	private static final Duration AT_ONCE = Duration.ofMillis(50);

	private Backend backend;

	@BeforeEach
	void startBackend() {
		this.backend = Backend.start();
		this.backend.delay(BACKEND_TIME);
	}

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void hundredCallersAtFivePlacesAreServedOrRefusedInTime(Face face) {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-pending=5", "pool.acquire-timeout=500ms")) {
			warmUp(app.caller(face));
			double before = exhaustedCount(app);
			List<Outcome> outcomes = overload(app.caller(face));
			List<Outcome> failed = outcomes.stream().filter((outcome) -> !outcome.succeeded()).toList();
			assertThat(failed).allSatisfy((outcome) -> assertThat(outcome.failure().getMessage() + outcome.exhaustion())
				.contains("503: Connection pool exhausted. Maximum connections to backend reached")
				.containsPattern(
						"client=orders remote=127.0.0.1:\\d+ reason=(QUEUE_FULL|ACQUIRE_TIMEOUT) waited=\\d+ms")
				.containsPattern("max=5 active=\\d idle=\\d connecting=\\d pending=\\d/5 oldest=\\d\\.\\ds")
				.containsPattern("cause=[A-Z_]+: ")
				.contains("advice: "));
			assertThat(exhaustedCount(app) - before).isEqualTo(failed.size());
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void hundredCallersOfPlainClientAreNot(Face face) {
		try (App app = App.plain()) {
			warmUp(app.caller(face));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> overload(app.caller(face)));
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void hundredCallersOfPlainClientBoundedByHandAreNot(Face face) {
		try (App app = App.bounded(5)) {
			warmUp(app.caller(face));
			// twenty rounds: the last ones wait five times longer than they may all the
			// same
			this.backend.delay(BACKEND_TIME.dividedBy(6));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> overload(app.caller(face)));
		}
	}

	private List<Outcome> overload(Caller caller) {
		List<Outcome> outcomes = Calls.atOnce(100, caller, this.backend.url());
		assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSizeBetween(5, 10);
		assertThat(outcomes).filteredOn((outcome) -> !outcome.succeeded())
			.allSatisfy((outcome) -> assertThat(outcome.exhaustion()).isNotNull())
			.allSatisfy((outcome) -> assertThat(outcome.elapsed()).isLessThan(Duration.ofMillis(600)));
		assertThat(this.backend.mostInFlight()).isLessThanOrEqualTo(5);
		return outcomes;
	}

	@ParameterizedTest
	@EnumSource
	void eleventhCallerAtFivePlacesAndFiveWaitingIsRefusedAtOnce(Face face) {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-pending=5", "pool.acquire-timeout=3s")) {
			warmUp(app.caller(face));
			Outcome refused = oneTooMany(app.caller(face));
			if (refused.elapsed().compareTo(AT_ONCE) >= 0) {
				// the machine had something else to do
				refused = oneTooMany(app.caller(face));
			}
			assertThat(refused.elapsed()).isLessThan(AT_ONCE);
			PoolExhaustedException exhaustion = refused.exhaustion();
			assertThat(exhaustion).hasMessageContaining("reason=QUEUE_FULL").hasMessageContaining("pending=5/5");
			assertThat(exhaustion.getReason()).isEqualTo(Reason.QUEUE_FULL);
			assertThat(exhaustion.getSnapshot().pending()).isEqualTo(5);
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void eleventhCallerOfPlainClientIsNot(Face face) {
		try (App app = App.bounded(5)) {
			warmUp(app.caller(face));
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> oneTooMany(app.caller(face)));
		}
	}

	private Outcome oneTooMany(Caller caller) {
		List<Outcome> outcomes = Calls.atOnce(11, caller, this.backend.url());
		assertThat(outcomes.stream().filter(Outcome::succeeded)).hasSize(10);
		Outcome refused = outcomes.stream().filter((outcome) -> !outcome.succeeded()).findFirst().orElseThrow();
		assertThat(refused.exhaustion()).isNotNull();
		return refused;
	}

	/**
	 * Classes are loaded once; that is not what is measured.
	 */
	private void warmUp(Caller caller) {
		this.backend.delay(Duration.ofMillis(20));
		assertThat(Calls.atOnce(100, caller, this.backend.url())).anyMatch(Outcome::succeeded);
		this.backend.delay(BACKEND_TIME);
		this.backend.forget();
	}

	private static double exhaustedCount(App app) {
		return app.bean(MeterRegistry.class)
			.find("lifeguard.connections.exhausted")
			.tag("client", "orders")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
