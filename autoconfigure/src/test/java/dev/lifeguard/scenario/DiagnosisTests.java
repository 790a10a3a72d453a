package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Calls.Outcome;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LeakKind;
import dev.lifeguard.testsupport.Trouble;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Why a pool is empty, said where people look: in the exception, the log, the meters and
 * the endpoint. {@code -Druns=20} repeats each case.
 */
@Alone
@ExtendWith(OutputCaptureExtension.class)
class DiagnosisTests {

	private static final int RUNS = Integer.getInteger("runs", 1);

	static Stream<Arguments> causes() {
		return Stream
			.of(Cause.SLOW_BACKEND, Cause.STALLED_BODY, Cause.CONNECT_STALL, Cause.SLOW_READER, Cause.NESTED_CALLS,
					Cause.EVENT_LOOP_BLOCKED)
			.flatMap((cause) -> Stream.of(Face.values()).map((face) -> Arguments.of(cause, face)));
	}

	@ParameterizedTest
	@MethodSource("causes")
	void causeIsNamed(Cause cause, Face face, CapturedOutput output) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			try (App app = App.lifeguard(Trouble.settings()); Trouble trouble = Trouble.of(cause)) {
				trouble.begin(app, face, Trouble.PLACES);
				assertNamed(app, trouble.refusal(app, face), cause, output);
			}
		}
	}

	/**
	 * The plain client knows no reason.
	 */
	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientNamesNone(Face face) throws Exception {
		try (App app = App.bounded(Trouble.PLACES, Duration.ofMillis(400)); Backend backend = Backend.start()) {
			assertThat(Calls.atOnce(2, app.caller(face), backend.url())).allMatch(Outcome::succeeded);
			backend.shut();
			for (int call = 0; call < Trouble.PLACES; call++) {
				app.caller(face).get(backend.url());
			}
			await().until(() -> backend.inFlight() == Trouble.PLACES);
			Outcome refused = Calls.atOnce(1, app.caller(face), backend.url()).get(0);
			assertThat(Calls.causes(refused.failure()).map(Throwable::getMessage))
				.anyMatch((message) -> message
					.startsWith("Pool#acquire(Duration) has been pending for more than the configured"))
				.noneMatch((message) -> message.contains("slow"));
		}
	}

	@ParameterizedTest
	@EnumSource
	void leakIsNamed(LeakKind kind, CapturedOutput output) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			try (App app = App.lifeguard(Trouble.settings());
					Trouble some = new Trouble.Leaks(kind);
					Trouble rest = Trouble.of(Cause.LEAK)) {
				// some kinds need a second place for a moment
				some.begin(app, Face.REST_CLIENT, Trouble.PLACES - 1);
				rest.begin(app, Face.REST_CLIENT, 1);
				for (Face face : Face.values()) {
					assertNamed(app, rest.refusal(app, face), Cause.LEAK, output);
				}
			}
		}
	}

	static Stream<Arguments> pairs() {
		return Stream
			.of(List.of(Cause.SLOW_BACKEND, Cause.LEAK), List.of(Cause.STALLED_BODY, Cause.LEAK),
					List.of(Cause.SLOW_BACKEND, Cause.CONNECT_STALL))
			.flatMap((pair) -> Stream.of(Face.values()).map((face) -> Arguments.of(pair.get(0), pair.get(1), face)));
	}

	@ParameterizedTest
	@MethodSource("pairs")
	void twoCausesAreBothNamed(Cause one, Cause other, Face face) throws Exception {
		for (int run = 0; run < RUNS; run++) {
			try (App app = App.lifeguard(Trouble.settings());
					Trouble first = Trouble.of(one);
					Trouble second = Trouble.of(other)) {
				first.begin(app, face, Trouble.PLACES / 2);
				second.begin(app, face, Trouble.PLACES / 2);
				PoolExhaustedException failure = second.refusal(app, face);
				assertThat(failure.getDiagnosis().cause()).as(failure.getMessage()).isEqualTo(Cause.UNKNOWN);
				assertThat(failure.getDiagnosis().evidence()).startsWith("mixed, ")
					.contains(one + ": ")
					.contains(other + ": ");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void poolThatIsFullForAMomentHasNoVerdict(Face face, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=4", "pool.max-pending=20");
				Backend backend = Backend.start()) {
			backend.delay(Duration.ofMillis(20));
			assertThat(Calls.atOnce(20, app.caller(face), backend.url())).allMatch(Outcome::succeeded);
			assertThat(app.bean(ClientRegistry.class).client("orders").lastEpisode()).isNull();
			assertThat(output).doesNotContain("calls are refused");
		}
	}

	private static void assertNamed(App app, PoolExhaustedException failure, Cause cause, CapturedOutput output) {
		assertThat(failure.getDiagnosis().cause()).as(failure.getMessage()).isEqualTo(cause);
		assertThat(failure.getMessage()).contains("cause=" + cause + ": ").contains("advice: raising max-connections");
		assertThat(output).contains("client 'orders': calls are refused, the pool is exhausted: ")
			.contains("; cause=" + cause + ": ");
		assertThat(app.bean(MeterRegistry.class)
			.get("lifeguard.connections.exhausted")
			.tag("cause", cause.name())
			.counters()).isNotEmpty();
		Episode episode = app.bean(ClientRegistry.class).client("orders").lastEpisode();
		assertThat(episode.diagnosis().cause()).isEqualTo(cause);
	}

}
